package dev.wharf.destinations.microsoft365.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// At most so much in every span of time, however it is laid over the clock.
///
/// What was taken is counted by slices of the span, and a slice counts until all of it is older
/// than the span: so the limit is kept exactly, some hundredths of it are not used, and memory does
/// not grow with what is taken. A clock that goes back only delays.
///
/// For one thread at a time.
public final class SlidingWindow {
    private static final int SLICES = 50;

    private final long limit;
    private final long span;
    private final long slice;
    private final Deque<Slice> taken = new ArrayDeque<>(2);
    private long sum;

    private static final class Slice {
        /// Since 1970.
        final long number;

        long amount;

        Slice(long number) {
            this.number = number;
        }
    }

    public SlidingWindow(long limit, Duration span) {
        this.limit = limit;
        this.span = span.toMillis();
        this.slice = Math.max(1, this.span / SLICES);
    }

    /// How much may be taken now. It does not become less by waiting.
    public long free(Instant now) {
        expire(now);
        return limit - sum;
    }

    /// When so much may be taken, if nothing else is before: `now` when it may be now. More than
    /// the limit itself may be taken when nothing else is counted, or it never could be.
    public Instant earliest(Instant now, long amount) {
        expire(now);
        long over = sum + Math.min(amount, limit) - limit;
        Instant at = now;
        for (Slice old : taken) {
            if (over <= 0) {
                break;
            }
            over -= old.amount;
            at = gone(old);
        }
        return at;
    }

    public void take(Instant now, long amount) {
        expire(now);
        long number = Math.floorDiv(now.toEpochMilli(), slice);
        Slice last = taken.peekLast();
        if (last == null || last.number < number) {
            last = new Slice(number);
            taken.addLast(last);
        }
        last.amount += amount;
        sum += amount;
    }

    private void expire(Instant now) {
        for (Slice first = taken.peekFirst();
                first != null && !now.isBefore(gone(first));
                first = taken.peekFirst()) {
            sum -= first.amount;
            taken.removeFirst();
        }
    }

    private Instant gone(Slice old) {
        return Instant.ofEpochMilli((old.number + 1) * slice + span);
    }

    /// Whether nothing is counted any more.
    public boolean isIdle(Instant now) {
        expire(now);
        return sum == 0;
    }
}
