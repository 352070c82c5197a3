package dev.wharf.connector.deliver;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What became of one mailbox's copies.
///
/// @param debts that came of it
/// @param cut why not all copies had an end: then nothing of this is written down; null when all
///   had
record MailboxResult(Tally tally, List<Debt> debts, @Nullable DeliveryEnd cut) {
    MailboxResult {
        debts = List.copyOf(debts);
    }
}
