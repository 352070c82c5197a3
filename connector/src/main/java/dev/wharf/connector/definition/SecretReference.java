package dev.wharf.connector.definition;

import java.util.regex.Pattern;

/// Where a secret lies; never the secret. In the vault under a name (`secret:site/password`), or in
/// a file (`file:/run/secrets/imap`).
public record SecretReference(Kind kind, String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9/._-]{0,127}");

    public enum Kind {
        SECRET("secret:"),
        FILE("file:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    public SecretReference {
        boolean good =
                switch (kind) {
                    case SECRET -> NAME.matcher(name).matches();
                    case FILE -> !name.isBlank() && name.chars().noneMatch(Character::isISOControl);
                };
        if (!good) {
            throw new IllegalArgumentException(
                    "a secret is referred to as secret:NAME or file:PATH, never written here");
        }
    }

    /// Whether a text means to be a reference, well formed or not.
    public static boolean claims(String text) {
        return text.startsWith(Kind.SECRET.prefix) || text.startsWith(Kind.FILE.prefix);
    }

    /// @throws IllegalArgumentException without repeating the text: it may be the secret itself
    public static SecretReference parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.prefix)) {
                return new SecretReference(kind, text.substring(kind.prefix.length()));
            }
        }
        return new SecretReference(Kind.SECRET, "");
    }

    /// As it is written: `secret:NAME`.
    public String text() {
        return kind.prefix + name;
    }

    @Override
    public String toString() {
        return text();
    }
}
