package dev.wharf.testkit.ios;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// The keys of an encrypted backup: one for each protection class, wrapped by what the passcode
/// derives to, in few rounds. Always the same for the same passcode.
final class BackupKeys {
    /// A class whose key is bound to the chip of the phone: no passcode opens it.
    static final int BOUND_TO_THE_PHONE = 11;

    private static final int SHA256_ROUNDS = 7;
    private static final int SHA1_ROUNDS = 5;

    private final Random random = new Random(20_200_615);
    private final Map<Integer, byte[]> classes = new TreeMap<>();
    private final byte[] bag;

    /// @param doubled whether with the step of SHA-256, as since iOS 10.2
    BackupKeys(String passcode, boolean doubled) throws GeneralSecurityException {
        byte[] doubleSalt = bytes(20);
        byte[] salt = bytes(20);
        byte[] secret =
                doubled ? sha256(passcode, doubleSalt) : passcode.getBytes(StandardCharsets.UTF_8);
        byte[] key = sha1(secret, salt);
        Tags tags = new Tags();
        tags.number("VERS", 5).number("TYPE", 1).tag("UUID", bytes(16)).tag("HMCK", bytes(40));
        tags.number("WRAP", 0).tag("SALT", salt).number("ITER", SHA1_ROUNDS);
        if (doubled) {
            tags.number("DPWT", 0).number("DPIC", SHA256_ROUNDS).tag("DPSL", doubleSalt);
        }
        for (int protectionClass = 1; protectionClass <= 11; protectionClass++) {
            byte[] plain = bytes(32);
            boolean bound = protectionClass == BOUND_TO_THE_PHONE;
            classes.put(protectionClass, plain);
            tags.tag("UUID", bytes(16))
                    .number("CLAS", protectionClass)
                    .number("WRAP", bound ? 1 : 2)
                    .number("KTYP", 0)
                    .tag("WPKY", bound ? bytes(40) : wrapped(key, plain));
        }
        bag = tags.bytes();
    }

    /// `BackupKeyBag`.
    byte[] bag() {
        return bag.clone();
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /// As a file's `EncryptionKey`, and as `ManifestKey`: the class, then the wrapped key.
    byte[] wrapped(int protectionClass, byte[] fileKey) throws GeneralSecurityException {
        byte[] key = classes.get(protectionClass);
        if (key == null) {
            throw new IllegalArgumentException("no such class");
        }
        byte[] wrapped = wrapped(key, fileKey);
        return ByteBuffer.allocate(4 + wrapped.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(protectionClass)
                .put(wrapped)
                .array();
    }

    private static byte[] wrapped(byte[] key, byte[] plain) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
        cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(key, "AES"));
        return cipher.wrap(new SecretKeySpec(plain, "AES"));
    }

    private static byte[] sha256(String passcode, byte[] salt) throws GeneralSecurityException {
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(passcode.toCharArray(), salt, SHA256_ROUNDS, 256))
                .getEncoded();
    }

    private static byte[] sha1(byte[] secret, byte[] salt) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret, "HmacSHA1"));
        ByteBuffer key = ByteBuffer.allocate(40);
        for (int block = 1; block <= 2; block++) {
            byte[] turn = ByteBuffer.allocate(salt.length + 4).put(salt).putInt(block).array();
            byte[] sum = new byte[20];
            for (int round = 0; round < SHA1_ROUNDS; round++) {
                turn = mac.doFinal(turn);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] ^= turn[i];
                }
            }
            key.put(sum);
        }
        byte[] cut = new byte[32];
        key.get(0, cut);
        return cut;
    }

    private static final class Tags {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Tags number(String tag, int value) {
            return tag(tag, ByteBuffer.allocate(4).putInt(value).array());
        }

        Tags tag(String tag, byte[] value) {
            out.writeBytes(tag.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
            out.writeBytes(value);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
