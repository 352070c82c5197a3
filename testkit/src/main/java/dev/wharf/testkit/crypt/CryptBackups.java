package dev.wharf.testkit.crypt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import javax.crypto.Cipher;
import javax.crypto.CipherOutputStream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts as WhatsApp for Android does, in every layout that is known, with nothing of the code
/// that decrypts. What it is told stays told: each such method gives this back.
public final class CryptBackups {
    /// A way to lay the file out.
    public enum Format {
        CRYPT12,
        CRYPT14,
        CRYPT15
    }

    private final Format format;
    private final PhoneKey key;
    private final byte[] iv = new byte[16];
    private String appVersion = "2.26.35.1";
    private String numberEnding = "67";
    private int features = 35;
    private int unknown;
    private long keyKind = -1;
    private boolean passkey;
    private boolean ivPresent = true;
    private boolean checksum = true;
    private boolean foot;
    private int level = Deflater.DEFAULT_COMPRESSION;
    private boolean packed = true;

    private CryptBackups(Format format, PhoneKey key) {
        this.format = format;
        this.key = key;
        new Random(77).nextBytes(iv);
        foot = format == Format.CRYPT12;
    }

    public static CryptBackups of(Format format, PhoneKey key) {
        return new CryptBackups(format, key);
    }

    public CryptBackups iv(byte[] bytes) {
        System.arraycopy(bytes, 0, iv, 0, iv.length);
        return this;
    }

    /// How many flags the header has: 35 make it longer than a length of one byte can say, 0 leave
    /// it short.
    public CryptBackups features(int count) {
        features = count;
        return this;
    }

    public CryptBackups appVersion(String version) {
        appVersion = version;
        return this;
    }

    public CryptBackups numberEnding(String digits) {
        numberEnding = digits;
        return this;
    }

    /// Fields that no version of the app had so far, with so many bytes.
    public CryptBackups unknownFields(int bytes) {
        unknown = bytes;
        return this;
    }

    /// As apps since 2026 say it: 2 password, 3 digits, 4 passkey.
    public CryptBackups keyKind(long kind) {
        keyKind = kind;
        return this;
    }

    /// @param withIv whether it has the usual IV too
    public CryptBackups passkey(boolean withIv) {
        passkey = true;
        ivPresent = withIv;
        return this;
    }

    /// As in backups of several files.
    public CryptBackups withoutChecksum() {
        checksum = false;
        return this;
    }

    /// Of crypt12 alone.
    public CryptBackups withoutFoot() {
        foot = false;
        return this;
    }

    /// Encrypts the plaintext as it is: zips and settings.
    public CryptBackups unpacked() {
        packed = false;
        return this;
    }

    /// @param deflateLevel 0 for plaintext that has no pattern
    public CryptBackups level(int deflateLevel) {
        level = deflateLevel;
        return this;
    }

    public byte[] encrypt(byte[] plain) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            encrypt(new ByteArrayInputStream(plain), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /// In constant memory; at most 2 GiB. Leaves both open.
    public void encrypt(InputStream plain, OutputStream target) throws IOException {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            DigestOutputStream file = new DigestOutputStream(new Unclosed(target), md5);
            file.write(header());
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, aesKey(), new GCMParameterSpec(128, iv));
            OutputStream encrypted = new CipherOutputStream(new Unclosed(file), cipher);
            Deflater deflater = new Deflater(level);
            try (OutputStream in =
                    packed ? new DeflaterOutputStream(encrypted, deflater, 64 * 1024) : encrypted) {
                plain.transferTo(in);
            } finally {
                deflater.end();
            }
            if (checksum) {
                target.write(md5.digest());
            }
            if (foot) {
                target.write(("--" + numberEnding).getBytes(US_ASCII));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How many bytes come before the ciphertext.
    public int headerLength() {
        return header().length;
    }

    private byte[] header() {
        if (format == Format.CRYPT12) {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            header.writeBytes(new byte[] {0, 1, 2});
            header.writeBytes(key.serverSalt());
            header.writeBytes(key.googleIdSalt());
            header.writeBytes(iv);
            return header.toByteArray();
        }
        ProtoMessage prefix = new ProtoMessage().number(1, format == Format.CRYPT15 ? 1 : 0);
        if (format == Format.CRYPT14) {
            prefix.message(
                    2,
                    new ProtoMessage()
                            .bytes(1, new byte[] {0, 1})
                            .text(2, "2")
                            .bytes(3, key.serverSalt())
                            .bytes(4, key.googleIdSalt())
                            .bytes(5, iv));
        } else if (ivPresent) {
            prefix.message(3, new ProtoMessage().bytes(1, iv));
        }
        if (unknown > 0) {
            prefix.bytes(31, new byte[unknown]).number(2000, 1L << 40);
        }
        prefix.message(4, info());
        if (passkey) {
            prefix.message(5, new ProtoMessage().text(1, "wrapped").text(4, "1"));
        }
        if (keyKind >= 0) {
            prefix.number(6, keyKind);
        }
        return prefix.withLength();
    }

    private ProtoMessage info() {
        ProtoMessage info = new ProtoMessage().text(1, appVersion).text(3, numberEnding);
        if (features > 0) {
            info.number(4, 1);
        }
        for (int feature = 5; feature < 5 + features; feature++) {
            info.number(feature, feature % 2);
        }
        return info;
    }

    private SecretKey aesKey() throws GeneralSecurityException {
        return format == Format.CRYPT15
                ? new SecretKeySpec(
                        hmac(
                                hmac(new byte[32], key.secret()),
                                "backup encryption\1".getBytes(US_ASCII)),
                        "AES")
                : new SecretKeySpec(key.secret(), "AES");
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
