package dev.wharf.destinations.imap;

/// What is learnt of a server while it is used. Safe for many threads.
final class ServerMemory {
    private final SharedSignIn signIn = new SharedSignIn();
    private volatile boolean appendsOneByOne;

    SharedSignIn signIn() {
        return signIn;
    }

    /// It offers MULTIAPPEND and does not understand it.
    void appendsOneByOne() {
        appendsOneByOne = true;
    }

    boolean appendsTogether(Capabilities offered) {
        return !appendsOneByOne && offered.has("MULTIAPPEND");
    }
}
