package dev.wharf.destinations.imap;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;

import java.util.concurrent.atomic.AtomicInteger;

/// Whether a refused sign-in concerns one mailbox or all.
///
/// One secret opens all mailboxes, and many servers answer a wrong secret and a missing mailbox
/// with the same words. An `AUTHENTICATIONFAILED` before anybody was let in is about the secret (a
/// server that knows the code has `AUTHORIZATIONFAILED` for the other). Else three mailboxes in a
/// row must be refused before all are given up: a run goes on past a missing one, and a changed
/// password does not knock at ten thousand doors.
///
/// Safe for many threads.
final class SharedSignIn {
    private static final int TOO_MANY = 3;

    private final AtomicInteger refusedInARow = new AtomicInteger();
    private volatile boolean everAccepted;

    void accepted() {
        everAccepted = true;
        refusedInARow.set(0);
    }

    /// @param verdict what the reply alone means
    Verdict refused(SignIn signIn, Reply reply, Verdict verdict) {
        String code = reply.code();
        boolean doubtful = code.isEmpty() || code.equals("AUTHENTICATIONFAILED");
        if (!signIn.shared()
                || !doubtful
                || verdict.passes()
                || verdict.refusal().scope() == Scope.DESTINATION) {
            return verdict;
        }
        int inARow = refusedInARow.incrementAndGet();
        boolean secret = !everAccepted && !code.isEmpty();
        return secret || inARow >= TOO_MANY ? everybody(signIn, verdict) : verdict;
    }

    private static Verdict everybody(SignIn signIn, Verdict verdict) {
        Refusal one = verdict.refusal();
        return new Verdict(
                new Refusal(
                        one.code(),
                        Scope.DESTINATION,
                        one.reason() + " of " + signIn.named() + ": it opens no mailbox"),
                verdict.rest());
    }
}
