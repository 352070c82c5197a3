package dev.wharf.connector.deliver;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.party.EmailAddress;

/// What a mailbox of the archive is at a destination.
public sealed interface Addressee {

    /// @param at how the destination calls it: the primary address, where the archive knows an
    ///   alias
    record Mailbox(EmailAddress at) implements Addressee {}

    /// The connector is not for this user.
    record NotChosen() implements Addressee {}

    /// The destination's directory does not know the user, or has disabled them.
    record Refused(Refusal why) implements Addressee {}

    /// Decides; safe for many threads, and the same for a mailbox while a run lasts.
    @FunctionalInterface
    interface Policy {
        /// Everybody, at their own address.
        Policy EVERYBODY = Mailbox::new;

        Addressee of(EmailAddress mailbox);
    }
}
