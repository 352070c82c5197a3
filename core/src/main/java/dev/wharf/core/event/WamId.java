package dev.wharf.core.event;

import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a Cloud API message id (`wamid.HBgL…`) carries inside: the phone number of the chat's other
/// side and the id that the phones themselves use, by which a linked device, an export of a
/// database or another member's capture knows the same message.
///
/// The bytes are a structure in Thrift's compact protocol, told here by all of its marks, since
/// Meta documents none of it:
///
/// ```
/// 1c             field 1: a structure
///   18 0b 1650…  its field 1: bytes, their length, the number's digits
///   15 02 00     its field 2: a number, always 1; the structure's end
/// 11 | 12        field 2: true or false; examples show true on what a business sent
/// 18 14 3A4A…    field 3: bytes, their length, the message's own id
/// 00             the end
/// ```
///
/// It is evidence to compare with, never an identity: ids of ghosts and placeholders are repeated.
///
/// @param phone of the other side
/// @param messageId as phones write it: `3A4A6599AEE03810144F`, `3EB0…`
public record WamId(PhoneNumber phone, String messageId) {
    private static final String PREFIX = "wamid.";
    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{5,14}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{6,64}");

    /// Empty when the text is not such an id, or one of a shape nobody has seen yet.
    public static Optional<WamId> read(@Nullable String text) {
        if (text == null || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            String base64 = text.substring(PREFIX.length()).replace('-', '+').replace('_', '/');
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        return new Reader(bytes).read();
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        Optional<WamId> read() {
            if (!next(0x1c)) {
                return Optional.empty();
            }
            String phone = text(DIGITS);
            if (phone == null || !next(0x15) || !next(0x02) || !next(0x00)) {
                return Optional.empty();
            }
            if (!next(0x11) && !next(0x12)) {
                return Optional.empty();
            }
            String id = text(ID);
            boolean whole = id != null && next(0x00) && at == bytes.length;
            return whole && id != null
                    ? Optional.of(new WamId(new PhoneNumber("+" + phone), id))
                    : Optional.empty();
        }

        private boolean next(int expected) {
            if (at < bytes.length && (bytes[at] & 0xff) == expected) {
                at++;
                return true;
            }
            return false;
        }

        private @Nullable String text(Pattern shape) {
            if (!next(0x18) || at >= bytes.length) {
                return null;
            }
            int length = bytes[at++];
            if (length < 0 || length > bytes.length - at) {
                return null;
            }
            String text = new String(bytes, at, length, StandardCharsets.US_ASCII);
            at += length;
            return shape.matcher(text).matches() ? text : null;
        }
    }
}
