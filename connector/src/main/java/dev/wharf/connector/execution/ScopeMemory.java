package dev.wharf.connector.execution;

import dev.wharf.connector.deliver.Delivery;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveReader.MailboxSummary;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Change;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Remembers whom a connector served at a destination, so that somebody who is chosen later, or
/// comes under a hold, gets what they would have got. For one thread.
final class ScopeMemory {
    private static final String KIND = "connector-users";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ArchiveReader reader;
    private final ArchiveWriter writer;
    private final String key;

    ScopeMemory(ArchiveReader reader, ArchiveWriter writer, String key) {
        this.reader = reader;
        this.writer = writer;
        this.key = key;
    }

    /// @param only null for everybody
    /// @param after sequence after which the connector began at this destination
    private record Document(@Nullable List<String> only, long after) {}

    /// Begins to remember at a destination that is met for the first time.
    Change begin(@Nullable Set<EmailAddress> only, long after) {
        return put(new Document(texts(only), after));
    }

    /// Makes due what those who were not served before have not got.
    void update(@Nullable Set<EmailAddress> now, Delivery delivery) {
        Optional<Document> known =
                reader.document(KIND, key).map(json -> JSON.readValue(json, Document.class));
        if (known.isEmpty()) {
            return;
        }
        Document before = known.get();
        Document next = new Document(texts(now), before.after());
        if (next.equals(before)) {
            return;
        }
        // The debts first: when they are written and this is not, they are written once more.
        for (EmailAddress mailbox : added(before, now)) {
            delivery.catchUp(mailbox, before.after());
        }
        writer.commit(List.of(put(next)));
    }

    private Set<EmailAddress> added(Document before, @Nullable Set<EmailAddress> now) {
        List<String> served = before.only();
        if (served == null) {
            return Set.of();
        }
        Set<EmailAddress> added =
                now == null
                        ? reader.mailboxes().stream()
                                .map(MailboxSummary::mailbox)
                                .collect(Collectors.toCollection(TreeSet::new))
                        : new TreeSet<>(now);
        added.removeIf(mailbox -> served.contains(mailbox.value()));
        return added;
    }

    private static @Nullable List<String> texts(@Nullable Set<EmailAddress> mailboxes) {
        return mailboxes == null ? null : mailboxes.stream().map(EmailAddress::value).toList();
    }

    private Change put(Document document) {
        return new Change.PutDocument(KIND, key, JSON.writeValueAsString(document));
    }
}
