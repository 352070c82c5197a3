package dev.wharf.site.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/// How often an account is heard of: when last, and how long it is usually quiet (nights, weekends,
/// holidays). The usual silence is the longest one seen, forgotten by a twentieth each day, so that
/// three weeks of holidays do not make three weeks usual for ever. Immutable.
///
/// @param aged day on which it was last forgotten a little
record Rhythm(Instant newest, Duration usual, LocalDate aged) {
    private static final int FORGOTTEN_DAILY = 20;

    /// @param least silence shorter than this is never strange
    /// @param most silence longer than this always is
    record Policy(Duration least, Duration most) {}

    Rhythm heard(Instant at, Policy policy) {
        if (!at.isAfter(newest)) {
            return this;
        }
        Duration silence = Duration.between(newest, at);
        Duration longest = limit(policy);
        Duration counted = silence.compareTo(longest) > 0 ? longest : silence;
        return new Rhythm(at, counted.compareTo(usual) > 0 ? counted : usual, aged);
    }

    Rhythm aged(LocalDate today) {
        Duration left = usual;
        for (LocalDate day = aged; day.isBefore(today) && !left.isZero(); day = day.plusDays(1)) {
            left = left.minus(left.dividedBy(FORGOTTEN_DAILY));
        }
        return today.isAfter(aged) ? new Rhythm(newest, left, today) : this;
    }

    boolean silent(Instant now, Policy policy) {
        return Duration.between(newest, now).compareTo(limit(policy)) > 0;
    }

    /// Twice what is usual, within bounds.
    Duration limit(Policy policy) {
        Duration twice = usual.multipliedBy(2);
        if (twice.compareTo(policy.least) < 0) {
            return policy.least;
        }
        return twice.compareTo(policy.most) > 0 ? policy.most : twice;
    }
}
