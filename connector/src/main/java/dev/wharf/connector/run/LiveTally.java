package dev.wharf.connector.run;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What became of a run's live captures, in a few numbers however many there are. Not safe for
/// threads by itself.
final class LiveTally {
    private static final int MOST_NAMED = 10;

    private final List<Long> namedAside = new ArrayList<>();
    private long first;
    private long last;
    private long captures;
    private long aside;
    private long aligned;
    private long added;
    private Counters counters = Counters.NONE;

    void add(RunLog.Page page) {
        first = first == 0 ? page.first() : first;
        last = page.last();
        captures += page.captures();
        aligned += page.seenAgain();
        added += page.added();
        counters = counters.plus(page.counters());
    }

    void setAside(long capture) {
        add(new RunLog.Page(capture, capture, 1, 0, 0, Counters.ofFailed(1)));
        aside++;
        if (namedAside.size() < MOST_NAMED) {
            namedAside.add(capture);
        }
    }

    boolean isEmpty() {
        return captures == 0;
    }

    SourceResult result() {
        return SourceResult.live(first, last, captures, aligned, added, counters, message());
    }

    private @Nullable String message() {
        if (aside == 0) {
            return null;
        }
        return "%d could not be archived and stay in the journal: %s%s"
                .formatted(
                        aside,
                        namedAside.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        aside > namedAside.size() ? ", …" : "");
    }
}
