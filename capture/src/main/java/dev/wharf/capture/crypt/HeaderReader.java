package dev.wharf.capture.crypt;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Reads the first bytes of an encrypted backup, and finds that they are none.
///
/// crypt12 is a fixed row of bytes. crypt14 and crypt15 have a protobuf message behind its length,
/// a varint: {1 kind of key, 2 {1 cipher version, 2 key version, 3 server salt, 4 account salt, 5
/// IV} in crypt14, 3 {1 IV} in crypt15, 4 {1 app version, 3 end of the number, 4 version, 5–…
/// flags}, 5 what a passkey needs, 6 kind of key since passkeys}.
final class HeaderReader {
    /// Far above the 200 bytes there are today; what claims more is something else.
    static final int LONGEST = 16 * 1024;

    private static final int IV = 16;
    private static final int CRYPT12_LENGTH = 67;
    private static final int FIRST_FEATURE = 5;

    private HeaderReader() {}

    static Optional<CryptHeader> read(byte[] head) {
        return Optional.ofNullable(message(head)).or(() -> Optional.ofNullable(crypt12(head)));
    }

    private static @Nullable CryptHeader crypt12(byte[] head) {
        if (head.length < CRYPT12_LENGTH
                || head[0] != 0
                || head[1] != 1
                || !keyVersion(head[2])
                || !random(Arrays.copyOfRange(head, 3, CRYPT12_LENGTH))) {
            return null;
        }
        return new CryptHeader(
                new BackupHeader(CryptFormat.CRYPT12, Protection.WHATSAPP, "", "", List.of()),
                KeyIdentity.of(Arrays.copyOfRange(head, 3, 35), Arrays.copyOfRange(head, 35, 51)),
                Arrays.copyOfRange(head, 51, CRYPT12_LENGTH),
                CRYPT12_LENGTH);
    }

    private static boolean keyVersion(int version) {
        return version >= 1 && version <= 3;
    }

    /// Two salts and an IV are random: 64 such bytes have 57 different values, fewer than 40 once
    /// in many billions. Text, tables and padding have fewer.
    private static boolean random(byte[] bytes) {
        BitSet values = new BitSet();
        for (byte b : bytes) {
            values.set(b & 0xff);
        }
        return values.cardinality() >= 40;
    }

    private static @Nullable CryptHeader message(byte[] head) {
        int[] length = ProtoFields.length(head);
        if (length == null || length[0] > LONGEST - length[1]) {
            return null;
        }
        int end = length[1] + length[0];
        if (end > head.length) {
            return null;
        }
        ProtoFields prefix = ProtoFields.read(Arrays.copyOfRange(head, length[1], end));
        if (prefix == null) {
            return null;
        }
        CryptHeader crypt14 = crypt14(prefix, end);
        return crypt14 == null ? crypt15(prefix, end) : crypt14;
    }

    private static @Nullable CryptHeader crypt14(ProtoFields prefix, int end) {
        ProtoFields key = prefix.message(2);
        byte[] serverSalt = key == null ? null : key.bytes(3);
        byte[] googleIdSalt = key == null ? null : key.bytes(4);
        byte[] iv = key == null ? null : key.bytes(5);
        if (serverSalt == null
                || serverSalt.length != KeyIdentity.SERVER_SALT
                || googleIdSalt == null
                || googleIdSalt.length != KeyIdentity.GOOGLE_ID_SALT
                || iv == null
                || iv.length != IV) {
            return null;
        }
        return new CryptHeader(
                shown(CryptFormat.CRYPT14, Protection.WHATSAPP, prefix),
                KeyIdentity.of(serverSalt, googleIdSalt),
                iv,
                end);
    }

    private static @Nullable CryptHeader crypt15(ProtoFields prefix, int end) {
        ProtoFields key = prefix.message(3);
        byte[] iv = key == null ? null : key.bytes(1);
        ProtoFields wrapped = prefix.message(5);
        boolean passkey = wrapped != null && !wrapped.list().isEmpty();
        BackupHeader shown = shown(CryptFormat.CRYPT15, protection(prefix, passkey), prefix);
        boolean plausible = iv == null ? passkey && !shown.appVersion().isEmpty() : iv.length == IV;
        return plausible ? new CryptHeader(shown, null, iv, end) : null;
    }

    /// Field 1 is 1 for all of them since field 6 says more.
    private static Protection protection(ProtoFields prefix, boolean passkey) {
        int kind = passkey ? 4 : (int) Math.max(prefix.number(1), prefix.number(6));
        return switch (kind) {
            case 2 -> Protection.PASSWORD;
            case 3 -> Protection.SIXTY_FOUR_DIGITS;
            case 4 -> Protection.PASSKEY;
            default -> Protection.END_TO_END;
        };
    }

    private static BackupHeader shown(
            CryptFormat format, Protection protection, ProtoFields prefix) {
        ProtoFields info = prefix.message(4);
        if (info == null) {
            return new BackupHeader(format, protection, "", "", List.of());
        }
        return new BackupHeader(
                format,
                protection,
                text(info.bytes(1), "[0-9A-Za-z.+_-]{1,40}"),
                text(info.bytes(3), "[0-9]{1,4}"),
                info.list().stream()
                        .filter(field -> field.number() >= FIRST_FEATURE)
                        .filter(field -> field.bytes() == null && field.value() == 1)
                        .map(ProtoFields.Field::number)
                        .distinct()
                        .sorted()
                        .toList());
    }

    /// Header bytes end up in reports: only what looks as expected.
    private static String text(byte @Nullable [] bytes, String form) {
        String text = bytes == null ? "" : new String(bytes, UTF_8);
        return text.matches(form) ? text : "";
    }
}
