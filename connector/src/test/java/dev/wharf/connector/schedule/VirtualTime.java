package dev.wharf.connector.schedule;

import dev.wharf.testkit.SettableClock;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Waits by moving a clock, and does things when it comes to a time. For one thread.
final class VirtualTime implements Bell {
    private final SettableClock clock;
    private final NavigableMap<Instant, Runnable> plan = new TreeMap<>();
    private boolean rung;

    VirtualTime(SettableClock clock) {
        this.clock = clock;
    }

    void at(Instant when, Runnable act) {
        plan.put(when, act);
    }

    @Override
    public void await(Duration most) {
        if (rung) {
            rung = false;
            return;
        }
        Instant until = clock.instant().plus(most);
        if (plan.isEmpty() || plan.firstKey().isAfter(until)) {
            clock.move(most);
            return;
        }
        var act = plan.pollFirstEntry();
        Duration wait = Duration.between(clock.instant(), act.getKey());
        clock.move(wait.isNegative() ? Duration.ZERO : wait);
        act.getValue().run();
    }

    @Override
    public void ring() {
        rung = true;
    }
}
