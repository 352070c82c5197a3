package dev.wharf.core.party;

/// The archive's own number for one person, minted in the order people are first seen, from 1.
///
/// The same journal in the same order gives the same numbers. Phone number, LID, user id and names
/// are aliases of it, valid over time: one phone number changes hands, one person changes numbers.
public record PartyId(int value) implements Comparable<PartyId> {
    public PartyId {
        if (value < 1) {
            throw new IllegalArgumentException("party ids start at 1");
        }
    }

    @Override
    public int compareTo(PartyId other) {
        return Integer.compare(value, other.value);
    }
}
