package dev.wharf.core.party;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// One person as one event shows them.
///
/// A decoder fills what the source says (name, number, LID, user id, owner). Identification adds
/// `party`, `email` and `matchedBy`. Once archived all of it is fixed: a later change of name or
/// mapping never changes a byte of the item.
///
/// @param name as the source spells it, marks included; renderers clean it
/// @param owner whether this is the person whose phone or account gave us the event
/// @param email of the firm's user this person was recognised as
public record Person(
        @Nullable PartyId party,
        @Nullable String name,
        @Nullable PhoneNumber phone,
        @Nullable Lid lid,
        @Nullable UserId userId,
        @Nullable EmailAddress email,
        @Nullable MatchBasis matchedBy,
        boolean owner) {

    public static Person named(String name) {
        return new Person(null, name, null, null, null, null, null, false);
    }

    public static Person numbered(PhoneNumber phone) {
        return new Person(null, null, phone, null, null, null, null, false);
    }

    /// The owner of the capturing phone or account, not yet known by name ("You" in an export).
    public static Person you() {
        return new Person(null, null, null, null, null, null, null, true);
    }

    public Person asOwner() {
        return new Person(party, name, phone, lid, userId, email, matchedBy, true);
    }

    public Person identified(
            PartyId party, @Nullable EmailAddress email, @Nullable MatchBasis matchedBy) {
        return new Person(party, name, phone, lid, userId, email, matchedBy, owner);
    }

    /// What to call them when a person reads it: name, else number, else a LID that says it is one.
    public String label() {
        return Optional.ofNullable(name)
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(phone).map(PhoneNumber::e164))
                .or(() -> Optional.ofNullable(lid).map(id -> "LID " + id.digits()))
                .or(() -> Optional.ofNullable(userId).map(UserId::value))
                .orElse(owner ? "the owner of this phone" : "unknown");
    }
}
