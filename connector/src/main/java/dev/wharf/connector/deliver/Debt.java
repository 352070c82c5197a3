package dev.wharf.connector.deliver;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.ErrorKind;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Copies of one mailbox that are due: the items of a span that belong to it, or some of them. Each
/// is looked for before it is sent, so a span may hold more than is due.
///
/// @param copies how many of them are due still
/// @param found how many were found in the mailbox while it was paid: what is due still when all of
///   the span has been looked at are some of these
/// @param why they were not delivered; null when they became due late, out of a quarantine
/// @param scope of the refusal; null when there was none
/// @param reason for a person; null when there was none
/// @param since when it became due
/// @param attempts that failed; 0 when nothing was refused
/// @param retryAt not before; null waits for a person
public record Debt(
        Span span,
        long copies,
        long found,
        @Nullable ErrorCode why,
        @Nullable Scope scope,
        @Nullable String reason,
        Instant since,
        int attempts,
        @Nullable Instant retryAt) {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;

    static Debt due(Span span, Instant now) {
        return new Debt(span, span.size(), 0, null, null, null, now, 0, now);
    }

    /// A mailbox is tried again by itself, after a minute at first and an hour at most; a mail only
    /// when the refusal may end by itself.
    ///
    /// @param earliest the destination asked not to be asked before
    static Debt refused(Span span, long copies, Refusal why, Instant now, Instant earliest) {
        return new Debt(
                span,
                copies,
                0,
                why.code(),
                why.scope(),
                why.reason(),
                now,
                1,
                retry(why, 1, now, earliest));
    }

    /// It failed once more.
    Debt again(Refusal refusal, Instant now, Instant earliest) {
        int tries = attempts + 1;
        return new Debt(
                span,
                copies,
                found,
                refusal.code(),
                refusal.scope(),
                refusal.reason(),
                since,
                tries,
                retry(refusal, tries, now, earliest));
    }

    /// What came of trying to pay an earlier one.
    Debt following(Debt earlier, Clock clock) {
        if (why == null || scope == null || reason == null) {
            return this;
        }
        Instant earliest = retryAt == null ? Instant.MIN : retryAt;
        return earlier.over(span, copies)
                .again(new Refusal(why, scope, reason), clock.instant(), earliest);
    }

    private static @Nullable Instant retry(Refusal why, int tries, Instant now, Instant earliest) {
        if (why.scope() == Scope.MAIL && why.code().kind() != ErrorKind.TRANSIENT) {
            return null;
        }
        Instant backedOff = now.plus(FIRST.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS)));
        return backedOff.isBefore(earliest) ? earliest : backedOff;
    }

    boolean isDue(Instant now) {
        return retryAt != null && !retryAt.isAfter(now);
    }

    /// Whether it is the mailbox that cannot be reached.
    boolean isOfMailbox() {
        return scope == Scope.MAILBOX;
    }

    /// A person has said so.
    Debt dueAt(Instant now) {
        return new Debt(span, copies, found, why, scope, reason, since, attempts, now);
    }

    Debt with(Debt other) {
        return new Debt(
                span.with(other.span),
                copies + other.copies,
                found + other.found,
                why,
                scope,
                reason,
                since,
                attempts,
                retryAt);
    }

    /// What is left when the first part of it has been tried.
    Debt left(Span rest, long due, long foundSoFar) {
        return new Debt(rest, due, foundSoFar, why, scope, reason, since, attempts, retryAt);
    }

    Debt over(Span other, long copies) {
        return new Debt(other, copies, 0, why, scope, reason, since, attempts, retryAt);
    }

    /// Whether the two are one. All debts of a mailbox that cannot be reached are, whatever lies
    /// between them, or they would be as many as windows.
    boolean isOneWith(Debt other) {
        return isOfMailbox()
                ? other.isOfMailbox()
                : why == other.why && scope == other.scope && span.touches(other.span);
    }
}
