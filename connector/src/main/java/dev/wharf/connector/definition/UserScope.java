package dev.wharf.connector.definition;

import dev.wharf.core.party.EmailAddress;

import java.util.List;

/// Whose copies a connector delivers. The archive gets everybody's, always.
public sealed interface UserScope {
    record All() implements UserScope {}

    /// @param mailboxes each once, in the given order
    record Only(List<EmailAddress> mailboxes) implements UserScope {
        public Only {
            mailboxes = List.copyOf(mailboxes);
            if (mailboxes.isEmpty()) {
                throw new IllegalArgumentException(
                        "a list of users names at least one; nobody at all is a paused connector");
            }
            if (mailboxes.stream().distinct().count() < mailboxes.size()) {
                throw new IllegalArgumentException("a user stands in the list twice");
            }
        }
    }

    /// Users who are under a hold when a run begins.
    record OnHold() implements UserScope {}
}
