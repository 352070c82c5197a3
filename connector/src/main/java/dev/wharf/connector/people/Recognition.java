package dev.wharf.connector.people;

import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.MatchBasis;

import org.jspecify.annotations.Nullable;

/// Whom of the firm a person in a chat was recognised as, and how surely.
sealed interface Recognition {
    /// Not known to the firm.
    record Outsider() implements Recognition {}

    /// @param user from the users file; null when only an address or the mapping names them
    /// @param email the user's address, or the one the owner was given by
    record Known(@Nullable User user, @Nullable EmailAddress email, MatchBasis basis)
            implements Recognition {}

    /// Somebody of the firm is called so; nothing but the name says it is them.
    record Proposed() implements Recognition {}

    /// The owner of a capture of whom the firm's lists know nothing.
    record UnknownOwner() implements Recognition {}
}
