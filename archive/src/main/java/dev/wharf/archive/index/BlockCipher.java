package dev.wharf.archive.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals the blocks of one file with AES-256-GCM.
///
/// Each file has a key of its own, drawn by HKDF-SHA256 from the index key and the random salt in
/// the file's header, so that a block's number can be its nonce. Whether a block is the last of its
/// file is in the nonce too: a file cut at a block's edge does not open.
final class BlockCipher {
    static final int BLOCK_BITS = 14;

    /// Plain bytes per block, but for the last.
    static final int BLOCK = 1 << BLOCK_BITS;

    static final int TAG = 16;
    static final int HEADER = 32;

    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final byte[] MAGIC = "WHARFIDX".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final byte[] PURPOSE = "wharf index file 1".getBytes(StandardCharsets.US_ASCII);
    private static final ConcurrentLinkedQueue<Cipher> IDLE = new ConcurrentLinkedQueue<>();

    private final SecretKey key;
    private final byte[] header;

    private BlockCipher(SecretKey indexKey, byte[] header) {
        this.header = header;
        byte[] salt = Arrays.copyOfRange(header, HEADER - SALT, HEADER);
        try {
            key =
                    KDF.getInstance("HKDF-SHA256")
                            .deriveKey(
                                    "AES",
                                    HKDFParameterSpec.ofExtract()
                                            .addIKM(indexKey)
                                            .addSalt(salt)
                                            .thenExpand(PURPOSE, 32));
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("Java 25 has HKDF-SHA256", e);
        }
    }

    static SecretKey indexKey(byte[] key) {
        if (key.length != 32) {
            throw new IllegalArgumentException("an index key has 32 bytes");
        }
        return new SecretKeySpec(key, "HKDF");
    }

    /// For a new file.
    static BlockCipher create(SecretKey indexKey, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] header =
                ByteBuffer.allocate(HEADER)
                        .put(MAGIC)
                        .put(VERSION)
                        .put((byte) BLOCK_BITS)
                        .put(HEADER - SALT, salt)
                        .array();
        return new BlockCipher(indexKey, header);
    }

    /// For the file that begins with `header`.
    ///
    /// @throws AEADBadTagException when that is no header of ours
    static BlockCipher open(SecretKey indexKey, byte[] header) throws AEADBadTagException {
        boolean ours =
                Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                        && header[MAGIC.length] == VERSION
                        && header[MAGIC.length + 1] == BLOCK_BITS;
        if (!ours) {
            throw new AEADBadTagException("not an index file of this version");
        }
        return new BlockCipher(indexKey, header);
    }

    byte[] header() {
        return header;
    }

    /// Seals `length` plain bytes into `sealed` and returns how many that makes.
    int seal(long number, boolean last, byte[] plain, int length, byte[] sealed) {
        Cipher cipher = borrow();
        try {
            start(cipher, Cipher.ENCRYPT_MODE, number, last);
            int size = cipher.doFinal(plain, 0, length, sealed, 0);
            IDLE.add(cipher);
            return size;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM can seal any block", e);
        }
    }

    /// @throws AEADBadTagException when it is not what was sealed under this key, number and place
    byte[] open(long number, boolean last, byte[] sealed, int length) throws AEADBadTagException {
        Cipher cipher = borrow();
        try {
            start(cipher, Cipher.DECRYPT_MODE, number, last);
            byte[] plain = cipher.doFinal(sealed, 0, length);
            IDLE.add(cipher);
            return plain;
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM can open any block", e);
        }
    }

    private void start(Cipher cipher, int mode, long number, boolean last)
            throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(NONCE).putLong(number).put((byte) (last ? 1 : 0)).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(header);
    }

    private static Cipher borrow() {
        Cipher idle = IDLE.poll();
        if (idle != null) {
            return idle;
        }
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }
}
