package dev.wharf.destinations.imap;

import java.time.Duration;

/// Everything that says how copies reach an IMAP server.
public record ImapSettings(ImapServer server, SignIn signIn, Folder folder, Limits limits) {

    /// With what most servers want.
    public static ImapSettings of(ImapServer server, SignIn signIn) {
        return new ImapSettings(server, signIn, Folder.DEFAULT, Limits.DEFAULT);
    }

    public ImapSettings with(Folder other) {
        return new ImapSettings(server, signIn, other, limits);
    }

    public ImapSettings with(Limits other) {
        return new ImapSettings(server, signIn, folder, other);
    }

    /// Where in a mailbox copies go.
    ///
    /// @param name in the user's words; `/` leads into a folder, whatever the server parts them by
    /// @param seen whether copies arrive as read
    public record Folder(String name, boolean seen) {
        public static final Folder DEFAULT = new Folder("WhatsApp Archiver", true);

        public Folder {
            if (name.isBlank() || name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalArgumentException("the folder needs a name of visible characters");
            }
            for (String part : name.split("/", -1)) {
                if (part.isBlank()) {
                    throw new IllegalArgumentException(
                            "a folder in \u201c%s\u201d has no name".formatted(name));
                }
            }
        }
    }

    /// How much at once, how large, how long.
    ///
    /// @param largest bytes of a mail, as sent; 0 for what the server says it takes
    /// @param mailboxesAtOnce connections at the same time, from 1
    /// @param batch mails in one command, where the server takes several; from 1
    /// @param batchBytes of one command, unless one mail alone is larger; from 1
    /// @param patience how long one delivery waits for a server that asks for it, all waits
    ///   together
    public record Limits(
            long largest, int mailboxesAtOnce, int batch, long batchBytes, Duration patience) {

        /// 500 mails a command: fsync is what a mail costs, and a command has one.
        public static final Limits DEFAULT =
                new Limits(0, 4, 500, 16L << 20, Duration.ofMinutes(2));

        public Limits {
            if (largest < 0 || mailboxesAtOnce < 1 || batch < 1 || batchBytes < 1) {
                throw new IllegalArgumentException(
                        "limits of an IMAP destination are 1 or more, and `largest` 0 or more");
            }
            if (patience.isNegative()) {
                throw new IllegalArgumentException("patience cannot be negative");
            }
        }
    }
}
