package dev.wharf.store.secret;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Key;
import dev.wharf.core.key.Secret;
import dev.wharf.store.key.RecordCipher;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// One secret, and its file: `version(1: 1) key version(4) sealed`; sealed are `length of the
/// name(2) name secret`. Bound to the name of the file, so that two files cannot be exchanged.
record SealedSecret(String name, Secret secret) implements AutoCloseable {
    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Integer.BYTES;

    static byte[] seal(String name, Secret secret, Key key, String fileName) {
        byte[] called = name.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = secret.bytes();
        byte[] plain =
                ByteBuffer.allocate(Short.BYTES + called.length + bytes.length)
                        .putShort((short) called.length)
                        .put(called)
                        .put(bytes)
                        .array();
        try {
            byte[] sealed =
                    new RecordCipher(key.secret()).seal(plain, context(fileName, key.version()));
            return ByteBuffer.allocate(HEADER + sealed.length)
                    .put(VERSION)
                    .putInt(key.version())
                    .put(sealed)
                    .array();
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// Version of the key that a file was sealed with.
    static int keyVersion(byte[] file, Path from) {
        if (file.length <= HEADER + RecordCipher.OVERHEAD || file[0] != VERSION) {
            throw changed(from);
        }
        return ByteBuffer.wrap(file).getInt(1);
    }

    static SealedSecret open(byte[] file, Key key, Path from, String fileName) {
        byte[] sealed = Arrays.copyOfRange(file, HEADER, file.length);
        byte[] plain =
                new RecordCipher(key.secret())
                        .open(sealed, context(fileName, key.version()))
                        .orElseThrow(() -> changed(from));
        ByteBuffer in = ByteBuffer.wrap(plain);
        byte[] called = new byte[in.getShort()];
        in.get(called);
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        try {
            return new SealedSecret(
                    new String(called, StandardCharsets.UTF_8), Secret.copyOf(bytes));
        } finally {
            Arrays.fill(plain, (byte) 0);
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] context(String fileName, int keyVersion) {
        return "wharf-connector-secret/1 %s key %d"
                .formatted(fileName, keyVersion)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static WharfException changed(Path file) {
        return new WharfException(
                ErrorCode.DIGEST_MISMATCH,
                file + " does not open: it was changed; delete it and enter its secret anew");
    }

    @Override
    public void close() {
        secret.close();
    }
}
