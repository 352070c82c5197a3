package dev.wharf.capture.crypt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wharf.testkit.MemoryCaptureBody;
import dev.wharf.testkit.crypt.PhoneKey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;

/// Plaintexts, and how they come back.
final class Plain {
    private Plain() {}

    /// Begins as a database; packs to about a tenth.
    static byte[] database(long seed, int length) {
        Random random = new Random(seed);
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            bytes[at] = (byte) (random.nextInt(8) == 0 ? random.nextInt(256) : 0);
        }
        byte[] magic = "SQLite format 3\0".getBytes(US_ASCII);
        System.arraycopy(magic, 0, bytes, 0, Math.min(length, magic.length));
        return bytes;
    }

    static BackupKey keyFile(PhoneKey phone) {
        return BackupKey.parse("key", phone.keyFile());
    }

    static BackupKey root(PhoneKey phone) {
        return BackupKey.parse("encrypted_backup.key", phone.rootFile());
    }

    static CryptBackup backup(String name, byte[] file) {
        return CryptBackup.open(name, new MemoryCaptureBody(file));
    }

    static byte[] of(byte[] file, BackupKey... keys) {
        return of(backup("msgstore.db.crypt15", file).verify(List.of(keys)));
    }

    static byte[] of(Verified verified) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try {
            verified.decryptTo(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return plain.toByteArray();
    }
}
