package dev.wharf.archive;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.party.EmailAddress;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/// Mailboxes that one commit group gives to items that are archived already: for each the first and
/// the last of them. For one thread.
final class Gains {
    private final Map<EmailAddress, Span> spans = new TreeMap<>();

    private record Span(long first, long last) {
        Span with(Span other) {
            return new Span(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    /// @param first of the sequences whose audience changes, as is `last`; 0 for none
    void add(Audience before, Audience after, long first, long last) {
        if (first == 0) {
            return;
        }
        for (EmailAddress mailbox : after.mailboxes()) {
            if (!before.mailboxes().contains(mailbox)) {
                spans.merge(mailbox, new Span(first, last), Span::with);
            }
        }
    }

    void write(Statements sql, long group) throws SQLException {
        for (Map.Entry<EmailAddress, Span> gain : spans.entrySet()) {
            sql.update(
                    "INSERT INTO gain (commit_group, mailbox, first, last) VALUES (?, ?, ?, ?)",
                    group,
                    gain.getKey().value(),
                    gain.getValue().first(),
                    gain.getValue().last());
        }
    }
}
