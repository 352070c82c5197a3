package dev.wharf.app.connector;

/// A setting that is missing, or no value of its kind. Stays in this package.
final class WrongSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;

    WrongSetting(String key, String what) {
        super(what);
        this.key = key;
    }

    String key() {
        return key;
    }

    /// What is wrong and how it is put right, without the value.
    String what() {
        return String.valueOf(getMessage());
    }
}
