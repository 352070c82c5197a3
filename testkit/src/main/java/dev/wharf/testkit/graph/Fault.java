package dev.wharf.testkit.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;

/// What goes wrong with one request.
public enum Fault {
    NONE,
    /// The connection is cut before anything is done.
    CUT_BEFORE,
    /// It is carried out; the connection is cut before the answer.
    CUT_AFTER,
    /// 429 with `Retry-After`.
    THROTTLED,
    /// 503 with `Retry-After`, nothing done.
    UNAVAILABLE,
    /// 504, nothing done.
    GATEWAY,
    /// 504, though it is carried out.
    GATEWAY_DONE,
    /// The token is not accepted any more.
    TOKEN_EXPIRED,
    /// The upload session is over.
    UPLOAD_EXPIRED;

    /// Where it goes wrong.
    public enum Place {
        /// A whole HTTP request to Graph, a batch or a single one.
        OUTER,
        /// One request, alone or in a batch.
        INNER,
        /// A piece of a file.
        PIECE
    }

    /// Decides. Called by many threads, one at a time.
    @FunctionalInterface
    public interface Source {
        Source NEVER = (_, _) -> NONE;

        Fault next(Place place, String request);

        /// These, one for each request of this place, then none.
        static Source script(Place place, Fault... faults) {
            Deque<Fault> left = new ArrayDeque<>(Arrays.asList(faults));
            return (where, _) -> {
                Fault next = where == place ? left.pollFirst() : null;
                return next == null ? NONE : next;
            };
        }

        /// Any that can happen there, so many of a hundred.
        static Source random(long seed, int percent) {
            Random random = new Random(seed);
            return (where, _) -> random.nextInt(100) < percent ? any(where, random) : NONE;
        }

        private static Fault any(Place where, Random random) {
            Fault[] some =
                    switch (where) {
                        case OUTER ->
                                new Fault[] {
                                    CUT_BEFORE, CUT_AFTER, THROTTLED, GATEWAY, TOKEN_EXPIRED
                                };
                        case INNER -> new Fault[] {THROTTLED, UNAVAILABLE, GATEWAY, GATEWAY_DONE};
                        case PIECE ->
                                new Fault[] {
                                    CUT_BEFORE, CUT_AFTER, UNAVAILABLE, UPLOAD_EXPIRED, THROTTLED
                                };
                    };
            return some[random.nextInt(some.length)];
        }
    }
}
