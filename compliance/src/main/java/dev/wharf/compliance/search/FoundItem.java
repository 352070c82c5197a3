package dev.wharf.compliance.search;

import dev.wharf.core.event.EventKind;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.search.SearchHit;

import java.time.Instant;
import java.util.List;

/// A hit, joined with its item. Texts are safe to print on a terminal.
///
/// @param hit with which the next page is asked for
/// @param mailboxes where it lies, in order; empty in quarantine
/// @param from display form of the sender; @param to of the others, at most 20
public record FoundItem(
        SearchHit hit,
        ItemId item,
        List<EmailAddress> mailboxes,
        Instant date,
        EventKind kind,
        String from,
        List<String> to,
        String subject,
        Snippet snippet) {
    public FoundItem {
        mailboxes = List.copyOf(mailboxes);
        to = List.copyOf(to);
    }
}
