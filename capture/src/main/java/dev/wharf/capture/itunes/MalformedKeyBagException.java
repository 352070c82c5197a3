package dev.wharf.capture.itunes;

/// The keys of a backup are not what its passcode could open. The message says why.
final class MalformedKeyBagException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedKeyBagException(String how) {
        super(how);
    }
}
