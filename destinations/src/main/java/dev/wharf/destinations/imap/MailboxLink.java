package dev.wharf.destinations.imap;

import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

/// One mailbox's folder, connected; connected anew when the connection has broken. For one thread.
final class MailboxLink implements AutoCloseable {
    private static final int MOST_LOSSES_OF_A_QUESTION = 4;

    private final Connector connector;
    private final ImapSettings settings;
    private final EmailAddress mailbox;
    private @Nullable ImapConnection connection;
    private OpenFolder folder = new OpenFolder("", 0, 0, 0);
    private Floor floor = new Floor(0, 0);
    private long serversLimit;

    /// Mails that come have UIDs from `next` on, as long as `validity` stays.
    record Floor(long validity, long next) {}

    /// Something asked of a connection, as often as connections break.
    @FunctionalInterface
    interface Question<T> {
        T of(ImapConnection connection, OpenFolder folder) throws ConnectionLost, Refused;
    }

    MailboxLink(Connector connector, ImapSettings settings, EmailAddress mailbox) {
        this.connector = connector;
        this.settings = settings;
        this.mailbox = mailbox;
    }

    EmailAddress mailbox() {
        return mailbox;
    }

    /// Signed in, and the folder is there.
    ImapConnection connection() throws ConnectionLost, Refused {
        ImapConnection open = connection;
        if (open == null) {
            open = connector.signedIn(mailbox);
            try {
                folder = new FolderOpener(open, mailbox).open(settings.folder().name(), true);
            } catch (ConnectionLost | Refused | RuntimeException failed) {
                open.abort();
                throw failed;
            }
            if (floor.validity() != folder.validity()) {
                floor = new Floor(folder.validity(), folder.next());
            }
            serversLimit =
                    folder.appendLimit() == 0
                            ? open.capabilities().appendLimit()
                            : folder.appendLimit();
            connection = open;
        }
        return open;
    }

    /// As it was when the connection was made.
    OpenFolder folder() {
        return folder;
    }

    Floor floor() {
        return floor;
    }

    /// A mail got this UID: later ones have higher ones.
    void arrived(long validity, long uid) {
        if (validity == floor.validity() && uid >= floor.next()) {
            floor = new Floor(validity, uid + 1);
        }
    }

    /// Bytes that a mail may have; 0 for any number.
    long largest() {
        long set = settings.limits().largest();
        return set == 0 || serversLimit == 0
                ? Math.max(set, serversLimit)
                : Math.min(set, serversLimit);
    }

    /// @throws Refused when the server cannot be asked, even after waiting
    <T> T ask(Patience patience, Question<T> question) throws Refused {
        while (true) {
            try {
                ImapConnection open = connection();
                T answer = question.of(open, folder);
                patience.succeeded();
                return answer;
            } catch (ConnectionLost lost) {
                drop();
                if (patience.lossesInARow() >= MOST_LOSSES_OF_A_QUESTION
                        || !patience.restAfterLoss()) {
                    throw new Refused(RefusalPolicy.away(settings.server(), lost));
                }
            } catch (Refused no) {
                if (!no.verdict().passes() || !patience.rest(no.verdict().rest())) {
                    throw no;
                }
            }
        }
    }

    /// The next one who needs the connection makes a new one.
    void drop() {
        ImapConnection open = connection;
        connection = null;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void close() {
        ImapConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
