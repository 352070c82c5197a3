package dev.wharf.capture.telemessage;

/// A mail's bytes make no mail that can be read; the message says what is wrong, for a person.
final class UnreadableMailException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableMailException(String why, Exception cause) {
        super(why, cause);
    }

    UnreadableMailException(String why) {
        super(why);
    }
}
