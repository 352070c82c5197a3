package dev.wharf.site.credential;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows guessing down, by name and by address. After some failures each further attempt has to
/// wait twice as long as the one before, at most fifteen minutes.
///
/// Names that do not exist are treated as those that do. Where a name has signed in from before has
/// a count of its own, so that failures from elsewhere do not lock out who always comes from there;
/// from new addresses the worst an attacker can do is to make others wait too, and an operator at
/// the machine can forgive it. In memory, of bounded size; a restart forgets it.
///
/// Safe for many threads. An attempt counts as failed before its password is checked, so that many
/// at once are no way around.
public final class LockOut {
    static final int FREE_BY_NAME = 5;
    static final int FREE_BY_ADDRESS = 20;
    static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);
    private static final int MOST_KEPT = 20_000;

    private final Clock clock;
    private final Map<String, Failures> kept = new Bounded();

    public LockOut(Clock clock) {
        this.clock = clock;
    }

    private record Failures(int count, Instant newest) {}

    private static final class Bounded extends LinkedHashMap<String, Failures> {
        private static final long serialVersionUID = 1L;

        Bounded() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_KEPT;
        }
    }

    /// @param known whether the name has signed in from this address before
    record Attempt(String name, String address, boolean known) {
        String byName() {
            return known ? "k:" + name + " " + address : "n:" + name;
        }

        String byAddress() {
            return "a:" + address;
        }
    }

    /// Takes an attempt, or says how long it has to wait.
    ///
    /// @return zero when it may be made; it counts as failed until [#succeeded]
    synchronized Duration attempt(Attempt attempt) {
        Instant now = clock.instant();
        Duration wait = waiting(attempt.byName(), FREE_BY_NAME, now);
        Duration other = waiting(attempt.byAddress(), FREE_BY_ADDRESS, now);
        Duration longer = wait.compareTo(other) > 0 ? wait : other;
        if (longer.isZero()) {
            count(attempt.byName(), now);
            count(attempt.byAddress(), now);
        }
        return longer;
    }

    synchronized void succeeded(Attempt attempt) {
        kept.remove(attempt.byName());
        kept.remove(attempt.byAddress());
    }

    /// At an operator's word: the name may be tried again at once, from everywhere.
    public synchronized void forgive(String name) {
        kept.keySet().removeIf(key -> key.equals("n:" + name) || key.startsWith("k:" + name + " "));
    }

    private Duration waiting(String key, int free, Instant now) {
        Failures failures = kept.get(key);
        if (failures == null || failures.count < free) {
            return Duration.ZERO;
        }
        Duration whole = delay(failures.count - free);
        Duration left = Duration.between(now, failures.newest.plus(whole));
        return left.isPositive() ? left : Duration.ZERO;
    }

    private static Duration delay(int beyond) {
        long seconds = 1L << Math.min(beyond + 1, 20);
        return Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
    }

    private void count(String key, Instant now) {
        Failures failures = kept.get(key);
        int before =
                failures == null || failures.newest.plus(FORGOTTEN_AFTER).isBefore(now)
                        ? 0
                        : failures.count;
        kept.put(key, new Failures(before + 1, now));
    }
}
