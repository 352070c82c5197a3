package dev.wharf.connector.execution;

import dev.wharf.connector.definition.UserScope;
import dev.wharf.connector.deliver.Addressee;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Whom of the archive's users a connector serves during one run, and at which address. Safe for
/// many threads.
final class Chosen implements Addressee.Policy {
    private final @Nullable Set<EmailAddress> only;
    private final Addressee.Policy directory;
    private final Map<EmailAddress, Addressee> known = new ConcurrentHashMap<>();

    private Chosen(@Nullable Set<EmailAddress> only, Addressee.Policy directory) {
        this.only = only;
        this.directory = directory;
    }

    static Chosen of(UserScope scope, HeldMailboxes holds, Addressee.Policy directory) {
        return new Chosen(
                switch (scope) {
                    case UserScope.All() -> null;
                    case UserScope.Only only -> new TreeSet<>(only.mailboxes());
                    case UserScope.OnHold() -> new TreeSet<>(holds.held());
                },
                directory);
    }

    /// Null for everybody.
    @Nullable Set<EmailAddress> only() {
        return only;
    }

    @Override
    public Addressee of(EmailAddress mailbox) {
        return only != null && !only.contains(mailbox)
                ? new Addressee.NotChosen()
                : known.computeIfAbsent(mailbox, directory::of);
    }
}
