package dev.wharf.site.upload;

import dev.wharf.store.file.DurableFiles;
import dev.wharf.store.key.RecordCipher;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/// What has arrived of one upload, sealed as it came:
///
/// ```
/// length of the plain block(4) nonce(12) AES-256-GCM(block) tag(16), AAD "wharf-upload/1 ID OFFSET"
/// ```
///
/// block after block, at most 64 KiB each. A block is bound to its place. What a crash tore off at
/// the end does not open, and is cut when the file is opened again; it was not acknowledged. For
/// one thread at a time.
final class SealedContent implements AutoCloseable {
    static final int BLOCK = 64 * 1024;

    private final FileChannel file;
    private final RecordCipher cipher;
    private final String id;
    private long plain;
    private long end;
    private long durable;

    private SealedContent(FileChannel file, RecordCipher cipher, String id) {
        this.file = file;
        this.cipher = cipher;
        this.id = id;
    }

    static SealedContent open(Path path, RecordCipher cipher, String id) throws IOException {
        boolean fresh = !Files.exists(path);
        FileChannel file =
                fresh
                        ? DurableFiles.create(path)
                        : FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        SealedContent content = new SealedContent(file, cipher, id);
        content.recover();
        if (fresh) {
            DurableFiles.syncDirectory(path.resolveSibling("."));
        }
        return content;
    }

    private void recover() throws IOException {
        file.position(0);
        long sound = 0;
        for (Optional<byte[]> block = next(plain); block.isPresent(); block = next(plain)) {
            plain += block.get().length;
            sound = file.position();
        }
        file.truncate(sound);
        file.force(true);
        end = sound;
        durable = plain;
    }

    /// So many plain bytes are there.
    long size() {
        return plain;
    }

    /// So many survive a crash.
    long durable() {
        return durable;
    }

    void append(byte[] bytes, int length) throws IOException {
        byte[] block = Arrays.copyOf(bytes, length);
        byte[] sealed = cipher.seal(block, context(plain));
        Arrays.fill(block, (byte) 0);
        ByteBuffer frame = ByteBuffer.allocate(4 + sealed.length).putInt(length).put(sealed).flip();
        // Should it fail, of a full disk say, the next attempt begins at the same place.
        long at = end;
        while (frame.hasRemaining()) {
            at += file.write(frame, at);
        }
        end = at;
        plain += length;
    }

    void sync() throws IOException {
        file.force(false);
        durable = plain;
    }

    /// The plain content from its start. Nothing else may be done meanwhile.
    InputStream stream() throws IOException {
        file.position(0);
        return new Opened();
    }

    /// The block at the file's position; empty when there is none that is whole.
    private Optional<byte[]> next(long at) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(4);
        if (!fill(length)) {
            return Optional.empty();
        }
        int size = length.flip().getInt();
        if (size < 1 || size > BLOCK) {
            return Optional.empty();
        }
        ByteBuffer sealed = ByteBuffer.allocate(size + RecordCipher.OVERHEAD);
        return fill(sealed) ? cipher.open(sealed.array(), context(at)) : Optional.empty();
    }

    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (file.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }

    private byte[] context(long at) {
        return ("wharf-upload/1 " + id + " " + at).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private final class Opened extends InputStream {
        private byte[] block = new byte[0];
        private int taken;
        private long read;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (taken == block.length) {
                Arrays.fill(block, (byte) 0);
                if (read == plain) {
                    return -1;
                }
                block =
                        next(read)
                                .orElseThrow(
                                        () -> new EOFException("a block was changed at " + read));
                read += block.length;
                taken = 0;
            }
            int count = Math.min(length, block.length - taken);
            System.arraycopy(block, taken, into, offset, count);
            taken += count;
            return count;
        }
    }
}
