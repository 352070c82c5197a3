package dev.wharf.core.archive;

import dev.wharf.core.party.EmailAddress;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The mailboxes an item belongs to, and the people it still waits for. Interned: every distinct
/// audience is stored once, an item points to it.
///
/// When `mailboxes` is empty the item is in quarantine; when `unresolved` is not, it is in
/// quarantine for those people. Both empty: nobody of the firm was expected, and the item waits
/// there as a whole.
public record Audience(SortedSet<EmailAddress> mailboxes, SortedSet<Expectation> unresolved) {
    public static final Audience NOBODY = of(List.of(), List.of());

    public Audience {
        mailboxes = Collections.unmodifiableSortedSet(new TreeSet<>(mailboxes));
        unresolved = Collections.unmodifiableSortedSet(new TreeSet<>(unresolved));
    }

    public static Audience of(
            Collection<EmailAddress> mailboxes, Collection<Expectation> unresolved) {
        return new Audience(new TreeSet<>(mailboxes), new TreeSet<>(unresolved));
    }

    /// Everybody in either.
    public Audience union(Audience other) {
        TreeSet<EmailAddress> all = new TreeSet<>(mailboxes);
        all.addAll(other.mailboxes);
        TreeSet<Expectation> waiting = new TreeSet<>(unresolved);
        waiting.addAll(other.unresolved);
        return new Audience(all, waiting);
    }
}
