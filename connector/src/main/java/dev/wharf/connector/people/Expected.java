package dev.wharf.connector.people;

import dev.wharf.core.archive.Expectation;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

/// Where one person's copy of an item belongs: a mailbox, a wait in quarantine, or nowhere.
public record Expected(@Nullable EmailAddress mailbox, @Nullable Expectation waiting) {
    static final Expected NOWHERE = new Expected(null, null);

    static Expected in(EmailAddress mailbox) {
        return new Expected(mailbox, null);
    }

    static Expected waiting(Expectation expectation) {
        return new Expected(null, expectation);
    }
}
