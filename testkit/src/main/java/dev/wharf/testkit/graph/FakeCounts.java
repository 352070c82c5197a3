package dev.wharf.testkit.graph;

import java.util.HashMap;
import java.util.Map;

/// What the fake has counted.
///
/// @param http requests to Graph, batches among them
/// @param batches of those
/// @param largestBatch requests in one
/// @param requests alone and within batches, that were not refused for being too many; each counts
///   against Microsoft's limits
/// @param creates of those, messages created
/// @param pieces of files
/// @param throttled answers 429, alone and within batches
/// @param mostInFlight of one mailbox, by mailbox
public record FakeCounts(
        long http,
        long batches,
        int largestBatch,
        long requests,
        long creates,
        long pieces,
        long throttled,
        Map<String, Integer> mostInFlight) {
    public FakeCounts {
        mostInFlight = Map.copyOf(mostInFlight);
    }

    /// Counts. Guarded by its server's lock.
    static final class Counter {
        long http;
        long batches;
        int largestBatch;
        long requests;
        long creates;
        long pieces;
        long throttled;
        final Map<String, Integer> mostInFlight = new HashMap<>();

        FakeCounts now() {
            return new FakeCounts(
                    http,
                    batches,
                    largestBatch,
                    requests,
                    creates,
                    pieces,
                    throttled,
                    mostInFlight);
        }
    }
}
