package dev.wharf.connector.staging;

import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Takes captures as an intake does: from the acknowledgement on, passing over what it has already,
/// acknowledging now and then.
final class PlainArchive {
    private final List<String> archived = new ArrayList<>();
    private long through;

    /// @param limit of one read
    /// @param every acknowledges after so many captures
    void takeAll(Feed feed, int limit, int every) throws IOException {
        int unacknowledged = 0;
        long last = feed.acknowledged();
        for (List<CaptureRecord> next = feed.after(last, limit);
                !next.isEmpty();
                next = feed.after(last, limit)) {
            for (CaptureRecord record : next) {
                last = record.id().sequence();
                if (last > through) {
                    archived.add(PlainSite.told(feed, record));
                    through = last;
                }
                if (++unacknowledged == every) {
                    feed.acknowledge(last);
                    unacknowledged = 0;
                }
            }
        }
        if (last > feed.acknowledged()) {
            feed.acknowledge(last);
        }
    }

    List<String> archived() {
        return archived;
    }
}
