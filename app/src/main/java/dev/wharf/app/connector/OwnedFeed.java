package dev.wharf.app.connector;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.store.staging.OpenedStaging;

import java.util.List;

/// A feed that closes the store it stages in, after itself.
record OwnedFeed(Feed feed, OpenedStaging store) implements Feed {

    @Override
    public List<CaptureRecord> after(long after, int limit) {
        return feed.after(after, limit);
    }

    @Override
    public CaptureBody open(CaptureRecord record) {
        return feed.open(record);
    }

    @Override
    public void acknowledge(long sequence) {
        feed.acknowledge(sequence);
    }

    @Override
    public long acknowledged() {
        return feed.acknowledged();
    }

    @Override
    public void close() {
        try (store) {
            feed.close();
        }
    }
}
