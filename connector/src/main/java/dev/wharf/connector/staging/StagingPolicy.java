package dev.wharf.connector.staging;

import dev.wharf.core.Finding;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Decides what of a staging a person must know.
final class StagingPolicy {
    private static final String SUBJECT = "staging";

    private StagingPolicy() {}

    static List<Finding> findings(StagingState state, Duration stale, Instant now) {
        List<Finding> found = new ArrayList<>();
        Instant oldest = state.oldest();
        if (oldest != null && oldest.plus(stale).isBefore(now)) {
            found.add(
                    Finding.bad(
                            SUBJECT,
                            "%d objects wait in the %s, the oldest since %s: the archive does not take them; look at the last run"
                                    .formatted(
                                            state.waiting(),
                                            state.place(),
                                            oldest.truncatedTo(ChronoUnit.SECONDS))));
        }
        if (state.left() > state.kept()) {
            found.add(
                    Finding.warning(
                            SUBJECT,
                            "%d objects in the %s are archived and could not be deleted: %s"
                                    .formatted(
                                            state.left() - state.kept(),
                                            state.place(),
                                            state.why())));
        }
        if (state.kept() > 0) {
            found.add(
                    Finding.warning(
                            SUBJECT,
                            "a policy of the %s keeps %d objects that are archived; they are deleted when it ends"
                                    .formatted(state.place(), state.kept())));
        }
        if (found.isEmpty()) {
            found.add(
                    Finding.good(
                            SUBJECT,
                            "%d objects wait in the %s".formatted(state.waiting(), state.place())));
        }
        return List.copyOf(found);
    }
}
