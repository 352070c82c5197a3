package dev.wharf.connector.intake;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.party.EmailAddress;

import java.util.TreeSet;

/// What the archive makes of an audience when a party is resolved for all days.
final class Resolved {
    private Resolved() {}

    static Audience by(Change.Resolve resolve, Audience before) {
        boolean always = resolve.from() == null && resolve.until() == null;
        TreeSet<Expectation> waiting = new TreeSet<>(before.unresolved());
        if (!always || !waiting.removeIf(one -> one.party().equals(resolve.party()))) {
            return before;
        }
        TreeSet<EmailAddress> mailboxes = new TreeSet<>(before.mailboxes());
        mailboxes.add(resolve.mailbox());
        return new Audience(mailboxes, waiting);
    }
}
