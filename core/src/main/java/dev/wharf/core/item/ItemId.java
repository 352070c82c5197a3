package dev.wharf.core.item;

import dev.wharf.core.chat.ConversationId;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// An item's id: minted once, when the event is first archived, and never changed.
///
/// Twenty bytes: the conversation (8), the UTC day of the event since 1970 (4) and a tag (8). They
/// are at once the key under which the catalog finds the item, so no second index is needed. The
/// text form is 32 characters of RFC 4648 base32 in lower case, safe in file names, headers and
/// URLs.
///
/// @param day days since 1970-01-01 in UTC, of the event's time as first archived
/// @param tag 64 bits, unique within conversation and day: the digest of the body's identity, or
///   its next free neighbour when that is taken
public record ItemId(ConversationId conversation, int day, long tag) {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final byte[] LETTERS = ALPHABET.getBytes(StandardCharsets.ISO_8859_1);

    /// Length of the text form.
    public static final int TEXT_BYTES = 32;

    private static final Pattern TEXT = Pattern.compile("[a-z2-7]{32}");
    private static final int BYTES = 20;

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(conversation.value())
                .putInt(day)
                .putLong(tag)
                .array();
    }

    public static ItemId of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new ItemId(new ConversationId(buffer.getLong()), buffer.getInt(), buffer.getLong());
    }

    public static ItemId parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (!TEXT.matcher(lower).matches()) {
            throw new IllegalArgumentException("not an item id: 32 characters a-z and 2-7");
        }
        byte[] bytes = new byte[BYTES];
        for (int group = 0; group < 4; group++) {
            long bits = 0;
            for (int i = 0; i < 8; i++) {
                bits = bits << 5 | ALPHABET.indexOf(lower.charAt(group * 8 + i));
            }
            for (int i = 0; i < 5; i++) {
                bytes[group * 5 + i] = (byte) (bits >>> (32 - 8 * i));
            }
        }
        return of(bytes);
    }

    /// Writes the text form, [#TEXT_BYTES] bytes of ASCII.
    public void write(byte[] out, int at) {
        // 20 bytes in groups of five: the conversation, the day behind it, the tag.
        long chat = conversation.value();
        group(chat >>> 24, out, at);
        group((chat << 16) | (day >>> 16), out, at + 8);
        group(((long) day << 24) | (tag >>> 40), out, at + 16);
        group(tag, out, at + 24);
    }

    /// The lowest 40 bits.
    private static void group(long bits, byte[] out, int at) {
        for (int i = 0; i < 8; i++) {
            out[at + i] = LETTERS[(int) (bits >>> (35 - 5 * i)) & 31];
        }
    }

    @Override
    public String toString() {
        byte[] text = new byte[TEXT_BYTES];
        write(text, 0);
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
