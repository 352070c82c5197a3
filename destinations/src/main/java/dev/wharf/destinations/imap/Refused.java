package dev.wharf.destinations.imap;

/// The server refuses, and asking again at once would not help. Stays within this package.
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;

    Refused(Verdict verdict) {
        super(verdict.refusal().reason());
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
