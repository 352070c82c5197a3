package dev.wharf.destinations.microsoft365.limits;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// How many requests may be in flight, and from when: goes down by half at each refusal for being
/// too many, and up by one after a while without.
///
/// For one thread at a time.
public final class Throttle {
    private static final int WELL = 50;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final int most;
    private int allowed;
    private int inFlight;
    private int well;
    private int refusals;
    private Instant from = Instant.MIN;

    public Throttle(int most) {
        this.most = most;
        this.allowed = most;
    }

    /// How many more may start now.
    public int free(Instant now) {
        return now.isBefore(from) ? 0 : Math.max(0, allowed - inFlight);
    }

    /// Before this nothing may start.
    public Instant from() {
        return from;
    }

    /// Whether time alone lets the next one start, or one in flight must end first.
    public boolean isFull() {
        return inFlight >= allowed;
    }

    public int inFlight() {
        return inFlight;
    }

    public void start(int requests) {
        inFlight += requests;
    }

    public void end(int requests) {
        inFlight -= requests;
    }

    /// One was answered, whatever it said but that there are too many.
    public void wentWell() {
        refusals = 0;
        if (allowed < most && ++well >= WELL) {
            allowed++;
            well = 0;
        }
    }

    /// @param asked how long the server wants to be left alone; null when it did not say: then one
    ///   second, and twice as long each time
    public void refused(Instant now, @Nullable Duration asked) {
        refusals = Math.min(refusals + 1, 10);
        well = 0;
        if (!now.isBefore(from)) {
            // One storm refuses many that were in flight together; it halves once.
            allowed = Math.max(1, allowed / 2);
        }
        Instant until = now.plus(asked != null ? asked : doubled());
        from = until.isAfter(from) ? until : from;
    }

    private Duration doubled() {
        Duration wait = Duration.ofSeconds(1L << (refusals - 1));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    /// Whether it is as it was when new.
    boolean isIdle(Instant now) {
        return inFlight == 0 && allowed == most && !now.isBefore(from);
    }
}
