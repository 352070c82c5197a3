package dev.wharf.store.key;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;

import dev.wharf.core.key.Secret;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.util.Arrays;

/// Seals content of any size under a key of its own, so that it can be read from any place: Tink's
/// AES-256-GCM-HKDF streaming AEAD in segments of 16 KiB (a fresh JVM interprets the first of them,
/// and is at it for milliseconds with longer ones). For many threads, one stream each.
public final class StreamCipher {
    private static final int SEGMENT = 16 * 1024;
    private static final int KEY = 32;
    private static final int TAG = 16;

    private final AesGcmHkdfStreaming aead;

    /// @param offset number of bytes that stand in front of the ciphertext in its file, below 16
    ///   KiB
    public StreamCipher(Secret key, int offset) {
        byte[] bytes = key.bytes();
        try {
            aead = new AesGcmHkdfStreaming(bytes, "HmacSha256", KEY, SEGMENT, offset);
        } catch (InvalidAlgorithmParameterException wrong) {
            throw new IllegalArgumentException("not a 256-bit key", wrong);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Closing it completes the ciphertext and closes `out`.
    public OutputStream seal(OutputStream out, byte[] context) throws IOException {
        try {
            return aead.newEncryptingStream(out, context);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Reads plain bytes at random from the whole file. A read that meets changed bytes fails;
    /// others succeed.
    public SeekableByteChannel open(SeekableByteChannel file, byte[] context) throws IOException {
        try {
            return aead.newSeekableDecryptingChannel(file, context);
        } catch (GeneralSecurityException wrong) {
            throw new IOException("not sealed under this key", wrong);
        }
    }

    /// Size of the sealed file, what stands in front of the ciphertext included.
    public static long sealedSize(long plainSize, int offset) {
        int header = 1 + KEY + 7;
        long segments = (plainSize + offset + header + SEGMENT - TAG - 1) / (SEGMENT - TAG);
        return plainSize + offset + header + Math.max(1, segments) * TAG;
    }

    /// Size of the plain content of a sealed file.
    public static long plainSize(long fileSize, int offset) {
        long segments = (fileSize + SEGMENT - 1) / SEGMENT;
        int header = 1 + KEY + 7;
        return fileSize - offset - header - segments * TAG;
    }
}
