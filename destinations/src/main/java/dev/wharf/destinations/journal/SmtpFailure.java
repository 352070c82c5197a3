package dev.wharf.destinations.journal;

/// A conversation with a server that did not end with a mail taken.
final class SmtpFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is left of the connection, and what of it.
    enum Aftermath {
        /// The server said no, and goes on.
        CONNECTION_STAYS,
        /// Another connection would end the same way.
        CONNECTION_GONE,
        /// It broke before the mail was whole: another connection may do better, at once.
        TRY_ANOTHER,
        /// It broke when the server had all of the mail and had not said what became of it.
        IN_DOUBT
    }

    private final transient Verdict verdict;
    private final transient Aftermath aftermath;

    SmtpFailure(Verdict verdict, Aftermath aftermath) {
        super(verdict.why().reason());
        this.verdict = verdict;
        this.aftermath = aftermath;
    }

    Verdict verdict() {
        return verdict;
    }

    Aftermath aftermath() {
        return aftermath;
    }
}
