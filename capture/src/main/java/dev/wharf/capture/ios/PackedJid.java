package dev.wharf.capture.ios;

import dev.wharf.capture.jid.Jid;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// A person's address as receipts hold it: `81`, then the digits of the phone number, two a byte,
/// filled up with `F`. Some are the address as text.
final class PackedJid {
    private static final int PHONE = 0x81;
    private static final int FILL = 0xF;

    private PackedJid() {}

    /// Null for what is neither.
    static @Nullable Jid read(byte[] packed) {
        if (packed.length < 2) {
            return null;
        }
        return (packed[0] & 0xFF) == PHONE
                ? digits(packed)
                : Jid.of(new String(packed, StandardCharsets.UTF_8));
    }

    private static @Nullable Jid digits(byte[] packed) {
        StringBuilder number = new StringBuilder();
        int nibbles = 2 * (packed.length - 1);
        for (int i = 0; i < nibbles; i++) {
            int pair = packed[1 + i / 2] & 0xFF;
            int digit = i % 2 == 0 ? pair >> 4 : pair & 0xF;
            if (digit == FILL && i == nibbles - 1) {
                break;
            }
            if (digit > 9) {
                return null;
            }
            number.append((char) ('0' + digit));
        }
        return Jid.of(number + "@s.whatsapp.net");
    }
}
