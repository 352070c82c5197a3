package dev.wharf.connector.people;

import dev.wharf.core.archive.Expectation;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.PartyId;

import org.jspecify.annotations.Nullable;

/// What the policy says of one person, and what that rests on.
///
/// @param mailbox where copies belong; null when they belong in none, or wait
/// @param means what led to the mailbox
/// @param basis how the person was recognised; null when they were not
/// @param waits why copies wait; null when they do not
public record Answer(
        @Nullable EmailAddress mailbox,
        Means means,
        @Nullable MatchBasis basis,
        Expectation.@Nullable Reason waits) {
    static final Answer OUTSIDER = new Answer(null, Means.NOTHING, null, null);

    /// In the order in which they are asked.
    public enum Means {
        /// An operator gave the party a mailbox, or everything one.
        ASSIGNED,
        MAPPING_FILE,
        /// The address of the user that the person was recognised as.
        EMAIL,
        NOTHING
    }

    static Answer waiting(@Nullable MatchBasis basis, Expectation.Reason why) {
        return new Answer(null, Means.NOTHING, basis, why);
    }

    Expected expected(PartyId party) {
        if (mailbox != null) {
            return Expected.in(mailbox);
        }
        return waits == null ? Expected.NOWHERE : Expected.waiting(new Expectation(party, waits));
    }
}
