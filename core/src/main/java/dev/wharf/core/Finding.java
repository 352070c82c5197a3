package dev.wharf.core;

/// One thing that a check of the configuration found, for the person who can mend it.
///
/// @param subject what was looked at: `webhook fields`, `gateway waha`
/// @param text what is so, and what to do about it. No content, no secret
public record Finding(Level level, String subject, String text) {
    public enum Level {
        GOOD,
        /// Works, but something will be missed or is weaker than it need be.
        WARNING,
        /// Capture does not work, or is open to somebody.
        BAD
    }

    public static Finding good(String subject, String text) {
        return new Finding(Level.GOOD, subject, text);
    }

    public static Finding warning(String subject, String text) {
        return new Finding(Level.WARNING, subject, text);
    }

    public static Finding bad(String subject, String text) {
        return new Finding(Level.BAD, subject, text);
    }
}
