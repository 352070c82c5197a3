package dev.wharf.mail;

/// What one thread at a time makes mails with, kept for the next one.
///
/// @param bytes empty whenever nobody uses it
record Scratch(Bytes bytes, Stamps stamps) {
    private static final int TYPICAL_MAIL = 8192;

    Scratch() {
        this(new Bytes(TYPICAL_MAIL), new Stamps());
    }
}
