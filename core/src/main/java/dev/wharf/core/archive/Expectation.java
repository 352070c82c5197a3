package dev.wharf.core.archive;

import dev.wharf.core.party.PartyId;

/// Somebody whose mailbox an item should reach, and why it cannot yet.
public record Expectation(PartyId party, Reason reason) implements Comparable<Expectation> {
    public enum Reason {
        /// A user of the firm has this display name, and nothing but the name says it is them.
        NAME_ONLY,
        /// The owner of the capture is known, but no mailbox is.
        OWNER_UNMAPPED,
        /// A user of the firm whom neither the mapping nor an e-mail address leads to a mailbox.
        USER_UNMAPPED
    }

    @Override
    public int compareTo(Expectation other) {
        int byParty = party.compareTo(other.party);
        return byParty != 0 ? byParty : reason.compareTo(other.reason);
    }
}
