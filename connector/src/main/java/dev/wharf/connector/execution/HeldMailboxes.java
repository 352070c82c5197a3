package dev.wharf.connector.execution;

import dev.wharf.core.party.EmailAddress;

import java.util.Set;

/// Whose mailbox is under a litigation hold now. Safe for many threads.
@FunctionalInterface
public interface HeldMailboxes {
    HeldMailboxes NOBODY = Set::of;

    Set<EmailAddress> held();
}
