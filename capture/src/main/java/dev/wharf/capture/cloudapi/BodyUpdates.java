package dev.wharf.capture.cloudapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The updates of one webhook's body in memory, under the places that the decoder gives them.
///
/// @param many whether the body holds several webhooks, so that places name their line
/// @param known false when there are more of them than any webhook has
record BodyUpdates(List<Update> updates, boolean many, boolean known) {
    /// Meta puts at most 1,000 updates, or some thousand messages of the history, into a body. More
    /// than this would cost more memory than the body itself could justify.
    private static final int MOST = 100_000;

    static BodyUpdates of(byte[] body) {
        Collector once = new Collector();
        int documents = read(body, false, once);
        if (documents > 1 && !once.overflow) {
            once = new Collector();
            read(body, true, once);
        }
        boolean found = documents > 0 || !once.updates.isEmpty();
        return new BodyUpdates(once.updates, documents > 1, found && !once.overflow);
    }

    private static int read(byte[] body, boolean many, Collector into) {
        try {
            return new WebhookReader(body, many, new ChangeWalk(into)).read();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory", impossible);
        }
    }

    private static final class Collector implements ChangeWalk.Visitor {
        private final List<Update> updates = new ArrayList<>();
        private boolean overflow;

        @Override
        public void update(Update update) {
            overflow |= updates.size() >= MOST;
            if (!overflow) {
                updates.add(update);
            }
        }

        @Override
        public void nothing(Place place) {}
    }
}
