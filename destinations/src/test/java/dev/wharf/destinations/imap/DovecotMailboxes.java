package dev.wharf.destinations.imap;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.imap.Dovecot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A Dovecot whose mailboxes are given out one by one, so that each test has an empty one.
final class DovecotMailboxes implements AutoCloseable {
    static final EmailAddress MISSING = new EmailAddress("nobody@firm.example");
    static final EmailAddress DISABLED = new EmailAddress("left@firm.example");
    static final EmailAddress SMALL = new EmailAddress("small@firm.example");
    static final String PASSWORD = "pass word";
    static final String FOLDER = "WhatsApp Archiver";

    private static final int MAILBOXES = 100;

    private final Dovecot dovecot;
    private final AtomicInteger given = new AtomicInteger();

    DovecotMailboxes(Dovecot.Format format) {
        List<Dovecot.User> users = new ArrayList<>();
        for (int i = 0; i < MAILBOXES; i++) {
            users.add(new Dovecot.User(address(i), PASSWORD));
        }
        users.add(new Dovecot.User(DISABLED, PASSWORD, 0, true));
        users.add(new Dovecot.User(SMALL, PASSWORD, 20, false));
        dovecot = Dovecot.start(format, users);
    }

    private static EmailAddress address(int number) {
        return new EmailAddress("user" + number + "@firm.example");
    }

    Dovecot dovecot() {
        return dovecot;
    }

    EmailAddress fresh() {
        return address(given.getAndIncrement());
    }

    AngusMailbox angus(EmailAddress mailbox) {
        return new AngusMailbox(dovecot.port(), mailbox.value(), PASSWORD);
    }

    @Override
    public void close() {
        dovecot.close();
    }
}
