package dev.wharf.mail;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.core.party.UserId;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/// Gives each person of a chat a name and an address.
///
/// Somebody whom the firm knows has their own address. Everybody else gets one below
/// `whatsapp.invalid`, which RFC 6761 keeps from ever being routed: by phone number, by LID (which
/// is never shown as a number), by user id, or, where a source shows a name only, by a digest of
/// name and chat, since a name means nothing outside the chat in which it was shown.
///
/// Of somebody unknown to the firm the number leads and the name follows in brackets: it is only
/// what one phone's address book calls them.
final class Parties {
    static final Mailbox WHATSAPP = new Mailbox("WhatsApp", "system@whatsapp.invalid");
    private static final String DOMAIN = "@whatsapp.invalid";
    private static final int LONGEST_NAME = 120;
    private static final int TOKEN = 16;
    private static final Pattern SAFE_USER_ID = Pattern.compile("[A-Za-z0-9]+([.-][A-Za-z0-9]+)*");
    private static final int LONGEST_USER_ID = 58;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Parties() {}

    static Party of(Person person, ConversationId conversation) {
        String name = person.name() == null ? "" : HeaderText.clean(person.name(), LONGEST_NAME);
        String id = shownId(person);
        String address = address(person, name, conversation);
        String described = displayName(person, HeaderText.isolated(name), id);
        Mailbox mailbox = new Mailbox(displayName(person, name, id), address);
        return new Party(
                person,
                mailbox,
                label(person, name, id),
                described,
                described + " <" + address + ">",
                mailbox.toString());
    }

    /// Number, LID or user id for a reader; empty when only a name is known.
    private static String shownId(Person person) {
        PhoneNumber phone = person.phone();
        if (phone != null) {
            return phone.e164();
        }
        Lid lid = person.lid();
        if (lid != null) {
            return "LID " + lid.digits();
        }
        UserId user = person.userId();
        return user == null ? "" : HeaderText.clean(user.value(), LONGEST_NAME);
    }

    private static String displayName(Person person, String name, String id) {
        if (name.isEmpty() || id.isEmpty() || name.equals(id)) {
            return label(person, name, id);
        }
        return person.email() != null ? name + " (" + id + ")" : id + " (" + name + ")";
    }

    private static String label(Person person, String name, String id) {
        if (!name.isEmpty()) {
            return name;
        }
        if (!id.isEmpty()) {
            return id;
        }
        if (person.email() != null) {
            return person.email().value();
        }
        return person.owner() ? "Owner of the phone" : "Somebody unknown";
    }

    private static String address(Person person, String name, ConversationId conversation) {
        if (person.email() != null) {
            return person.email().value();
        }
        PhoneNumber phone = person.phone();
        if (phone != null) {
            return phone.digits() + DOMAIN;
        }
        Lid lid = person.lid();
        if (lid != null) {
            return "lid-" + lid.digits() + DOMAIN;
        }
        UserId user = person.userId();
        if (user != null) {
            return userAddress(user.value());
        }
        if (!name.isEmpty()) {
            return "name-" + token(conversation, name) + DOMAIN;
        }
        return person.owner() ? "owner-" + token(conversation, "") + DOMAIN : "unknown" + DOMAIN;
    }

    private static String userAddress(String id) {
        boolean safe = id.length() <= LONGEST_USER_ID && SAFE_USER_ID.matcher(id).matches();
        return "user-" + (safe ? id : token(null, id)) + DOMAIN;
    }

    /// Eighty bits of SHA-256 in base32.
    private static String token(@Nullable ConversationId conversation, String name) {
        MessageDigest sha256 = sha256();
        if (conversation != null) {
            sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, conversation.value()));
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
        char[] token = new char[TOKEN];
        long high = digest.getLong();
        long low = digest.getLong();
        for (int i = 0; i < TOKEN / 2; i++) {
            token[i] = ALPHABET.charAt((int) (high >>> (59 - 5 * i)) & 31);
            token[i + TOKEN / 2] = ALPHABET.charAt((int) (low >>> (59 - 5 * i)) & 31);
        }
        return new String(token);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
