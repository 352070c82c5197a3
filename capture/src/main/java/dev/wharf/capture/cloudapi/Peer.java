package dev.wharf.capture.cloudapi;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.regex.Pattern;

/// Who somebody is, exactly as a webhook writes it. Since usernames exist the number may be absent.
///
/// @param number `from`, `to`, `wa_id`, `recipient_id`
/// @param userId business-scoped user id
/// @param parentId the same across linked portfolios
record Peer(@Nullable String number, @Nullable String userId, @Nullable String parentId) {
    static final Peer NOBODY = new Peer(null, null, null);

    private static final Pattern DIGITS = Pattern.compile("\\+?[0-9]{5,15}");

    /// `from`, `from_user_id`, `from_parent_user_id`, or the same with `to`.
    static Peer of(Members members, String prefix) {
        return of(
                members.text(prefix),
                members.text(prefix + "_user_id"),
                members.text(prefix + "_parent_user_id"));
    }

    static Peer of(@Nullable JsonNode node, String prefix) {
        return of(Members.of(node), prefix);
    }

    /// `wa_id`, `user_id`, `parent_user_id`.
    static Peer named(Members members) {
        return of(members.text("wa_id"), members.text("user_id"), members.text("parent_user_id"));
    }

    static Peer named(@Nullable JsonNode node) {
        return named(Members.of(node));
    }

    static Peer of(@Nullable String number, @Nullable String userId, @Nullable String parentId) {
        return new Peer(blankless(number), blankless(userId), blankless(parentId));
    }

    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    boolean isNobody() {
        return number == null && userId == null && parentId == null;
    }

    /// What this one does not say, from another webhook member about the same person.
    Peer or(Peer other) {
        return new Peer(
                number == null ? other.number : number,
                userId == null ? other.userId : userId,
                parentId == null ? other.parentId : parentId);
    }

    /// As the sender of a key: the number as given, else the user id.
    @Nullable String asGiven() {
        return number != null ? number : userId != null ? userId : parentId;
    }

    /// WhatsApp's address of the chat with them; a user id where no number is known.
    @Nullable String jid() {
        return number == null ? asGiven() : jid(number);
    }

    /// Only what is a number becomes the address of one.
    static String jid(String number) {
        if (!DIGITS.matcher(number).matches()) {
            return number;
        }
        return (number.startsWith("+") ? number.substring(1) : number) + "@s.whatsapp.net";
    }
}
