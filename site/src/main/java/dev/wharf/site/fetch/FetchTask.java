package dev.wharf.site.fetch;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.site.journal.Companion;
import dev.wharf.site.journal.MediaId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One file that an awaiting capture names.
///
/// @param capture its sequence in the journal
/// @param origin which of the site's [dev.wharf.core.capture.MediaSource]s has it
/// @param attempts that failed
/// @param due when to try next
/// @param shown whether a visit has said so
record FetchTask(
        long capture,
        String origin,
        MediaNeed need,
        Instant since,
        int attempts,
        Instant due,
        State state,
        boolean shown) {

    static FetchTask of(long capture, String origin, MediaNeed need, Instant now) {
        return new FetchTask(capture, origin, need, now, 0, now, new State.Open(null), false);
    }

    sealed interface State {
        /// @param reason of the last failure; null before the first
        record Open(@Nullable String reason) implements State {}

        record Fetched(MediaId file, ContentDigest digest, long size) implements State {}

        record GivenUp(String reason) implements State {}
    }

    boolean open() {
        return state instanceof State.Open;
    }

    FetchTask with(State next) {
        boolean still = shown && !(next instanceof State.Fetched);
        return new FetchTask(capture, origin, need, since, attempts, due, next, still);
    }

    FetchTask failed(Instant again, String reason) {
        return new FetchTask(
                capture, origin, need, since, attempts + 1, again, new State.Open(reason), shown);
    }

    FetchTask openUntil(Instant again) {
        return new FetchTask(
                capture, origin, need, since, attempts, again, new State.Open(null), shown);
    }

    FetchTask asShown() {
        return new FetchTask(capture, origin, need, since, attempts, due, state, true);
    }

    Companion companion() {
        return switch (state) {
            case State.Fetched(MediaId file, ContentDigest digest, long size) ->
                    new Companion.Fetched(need.mediaId(), file, digest, size);
            case State.GivenUp(String reason) -> new Companion.Missing(need.mediaId(), reason);
            case State.Open(String reason) ->
                    new Companion.Missing(
                            need.mediaId(),
                            (reason == null ? "not fetched yet" : reason)
                                    + "; it is tried again and will complete this message");
        };
    }
}
