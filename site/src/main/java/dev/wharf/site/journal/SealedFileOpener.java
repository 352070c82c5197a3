package dev.wharf.site.journal;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.store.key.StreamCipher;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;

/// Opens what [MediaStore] has sealed, wherever its bytes come from. Needs the archive's private
/// key.
final class SealedFileOpener {
    private SealedFileOpener() {}

    /// The plain body of a file, for reading at random.
    ///
    /// @param sealed closed with what this returns, and when it fails
    static SeekableByteChannel open(
            MediaId id, SeekableByteChannel sealed, IntFunction<ArchivePrivateKey> keys)
            throws IOException {
        try {
            ByteBuffer header = ByteBuffer.allocate(MediaStore.HEADER);
            while (header.hasRemaining() && sealed.read(header) >= 0) {}
            byte[] magic = new byte[MediaStore.MAGIC.length];
            byte[] key = new byte[MediaStore.SEALED_KEY];
            int version = header.flip().get(magic).getInt();
            header.get(key);
            if (!Arrays.equals(magic, MediaStore.MAGIC)) {
                throw damaged(id, 0);
            }
            try (Secret dataKey =
                    keys.apply(version)
                            .open(key, keyContext(id))
                            .orElseThrow(() -> damaged(id, MediaStore.MAGIC.length))) {
                sealed.position(0);
                SeekableByteChannel plain =
                        new StreamCipher(dataKey, MediaStore.HEADER).open(sealed, context(id));
                return new NamedChannel(
                        plain,
                        position -> damaged(id, position / MediaStore.BLOCK * MediaStore.BLOCK));
            }
        } catch (BufferUnderflowException truncated) {
            sealed.close();
            throw damaged(id, 0);
        } catch (IOException | RuntimeException failed) {
            sealed.close();
            throw failed;
        }
    }

    private static WharfException damaged(MediaId id, long offset) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "media file %s of the journal was changed near offset %d".formatted(id, offset));
    }

    static byte[] context(MediaId id) {
        return ("wharf-media/1 " + id).getBytes(StandardCharsets.UTF_8);
    }

    static String keyContext(MediaId id) {
        return "wharf-media-key/1 " + id;
    }
}
