package dev.wharf.testkit.crypt;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/// A key as a phone has it: with the salts that name it, for crypt12 and crypt14; a bare root for
/// crypt15.
public final class PhoneKey {
    private static final byte[] SERIALISED =
            HexFormat.of().parseHex("aced0005757200025b42acf317f8060854e00200007870000000");

    private final byte[] serverSalt = new byte[32];
    private final byte[] googleIdSalt = new byte[16];
    private final byte[] secret = new byte[32];

    /// The same key for the same seed.
    public PhoneKey(long seed) {
        Random random = new Random(seed);
        random.nextBytes(serverSalt);
        random.nextBytes(googleIdSalt);
        random.nextBytes(secret);
    }

    byte[] serverSalt() {
        return serverSalt;
    }

    byte[] googleIdSalt() {
        return googleIdSalt;
    }

    byte[] secret() {
        return secret;
    }

    /// The file `key`, 158 bytes.
    public byte[] keyFile() {
        return file(keyBody());
    }

    /// What the file `key` holds behind its head, 131 bytes.
    public byte[] keyBody() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 1, 2});
        body.writeBytes(serverSalt);
        body.writeBytes(googleIdSalt);
        body.writeBytes(sha256(googleIdSalt));
        body.writeBytes(new byte[16]);
        body.writeBytes(secret);
        return body.toByteArray();
    }

    /// The file `encrypted_backup.key`, 59 bytes.
    public byte[] rootFile() {
        return file(secret);
    }

    /// The root's 32 bytes.
    public byte[] root() {
        return secret.clone();
    }

    /// The 64 digits that WhatsApp shows.
    public String digits() {
        return HexFormat.of().formatHex(secret);
    }

    private static byte[] file(byte[] body) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SERIALISED);
        file.write(body.length);
        file.writeBytes(body);
        return file.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
