package dev.wharf.destinations.microsoft365.limits;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// What one mailbox takes: requests and bytes in a span, requests at once.
///
/// For one thread at a time.
public final class MailboxBudget {
    private final SlidingWindow requests;
    private final SlidingWindow bytes;
    private final Throttle throttle;
    private final int chains;
    private int chained;

    public MailboxBudget(Limits limits) {
        this.requests = new SlidingWindow(limits.mailboxRequests(), limits.mailboxRequestSpan());
        this.bytes = new SlidingWindow(limits.mailboxBytes(), limits.mailboxByteSpan());
        this.throttle = new Throttle(limits.mailboxAtOnce());
        this.chains = limits.chains();
    }

    /// When these may start, as far as time decides.
    ///
    /// @return null when something in flight must end first
    public @Nullable Instant earliest(Instant now, int count, long size) {
        if (throttle.isFull()) {
            return null;
        }
        Instant at = later(now, throttle.from());
        at = later(at, requests.earliest(now, count));
        return size == 0 ? at : later(at, bytes.earliest(now, size));
    }

    /// The same for creates of mails, of which fewer run at once.
    public @Nullable Instant earliestChain(Instant now, int count, long size) {
        return chained >= chains ? null : earliest(now, count, size);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// Requests that run one after the other, one in flight at a time.
    public void startChain(Instant now, int count, long size) {
        chained++;
        start(now, count, size);
    }

    public void endChain() {
        chained--;
        throttle.end(1);
    }

    /// One request, or several of which one runs at a time.
    public void start(Instant now, int count, long size) {
        throttle.start(1);
        requests.take(now, count);
        bytes.take(now, size);
    }

    public void end() {
        throttle.end(1);
    }

    public long freeRequests(Instant now) {
        return requests.free(now);
    }

    public long freeBytes(Instant now) {
        return bytes.free(now);
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

    /// Whether it remembers nothing any more, and can be made anew when wanted.
    public boolean isIdle(Instant now) {
        return throttle.isIdle(now) && requests.isIdle(now) && bytes.isIdle(now);
    }
}
