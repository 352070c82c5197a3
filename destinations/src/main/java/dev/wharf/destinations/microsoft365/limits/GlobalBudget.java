package dev.wharf.destinations.microsoft365.limits;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// What Graph takes of the whole application: requests in a second, requests at once.
///
/// For one thread at a time.
public final class GlobalBudget {
    private final SlidingWindow perSecond;
    private final Throttle throttle;

    public GlobalBudget(Limits limits) {
        this.perSecond = new SlidingWindow(limits.requestsPerSecond(), Duration.ofSeconds(1));
        this.throttle = new Throttle(limits.allAtOnce());
    }

    /// @return when so many may start; null when something in flight must end first
    public @Nullable Instant earliest(Instant now, int count) {
        if (throttle.isFull()) {
            return null;
        }
        Instant at = perSecond.earliest(now, count);
        return at.isAfter(throttle.from()) ? at : throttle.from();
    }

    public int freeAtOnce(Instant now) {
        return throttle.free(now);
    }

    public long freeThisSecond(Instant now) {
        return perSecond.free(now);
    }

    /// @param count requests in all
    /// @param atOnce of them in flight at the same time
    public void start(Instant now, int count, int atOnce) {
        perSecond.take(now, count);
        throttle.start(atOnce);
    }

    public void end(int atOnce) {
        throttle.end(atOnce);
    }

    public int inFlight() {
        return throttle.inFlight();
    }

    public Instant refusedUntil() {
        return throttle.from();
    }

    public void wentWell() {
        throttle.wentWell();
    }

    public void refused(Instant now, @Nullable Duration asked) {
        throttle.refused(now, asked);
    }
}
