package dev.wharf.destinations.imap;

import java.time.Duration;

/// The waits of one call, all together no longer than it may take. For one thread.
final class Patience {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int MOST_TIMES = 12;

    private final Pause pause;
    private Duration left;
    private int inARow;

    Patience(Pause pause, Duration most) {
        this.pause = pause;
        this.left = most;
    }

    /// @return false when there is not so much patience left; then nobody has waited
    boolean rest(Duration time) {
        if (time.compareTo(left) > 0) {
            return false;
        }
        left = left.minus(time);
        try {
            pause.rest(time);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Waits longer each time, until something succeeds.
    boolean restAfterLoss() {
        if (++inARow > MOST_TIMES) {
            return false;
        }
        return rest(FIRST.multipliedBy(1L << Math.min(inARow - 1, 5)));
    }

    /// How often something was lost since the last success.
    int lossesInARow() {
        return inARow;
    }

    void succeeded() {
        inARow = 0;
    }
}
