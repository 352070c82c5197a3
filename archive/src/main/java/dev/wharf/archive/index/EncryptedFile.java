package dev.wharf.archive.index;

import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.IndexInput;

import java.io.EOFException;
import java.io.IOException;

import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;

/// A sealed file, open for reading; shared by all inputs on it. Safe for many threads.
final class EncryptedFile {
    private static final int SEALED = BlockCipher.BLOCK + BlockCipher.TAG;

    private final String name;
    private final IndexInput raw;
    private final BlockCipher cipher;
    private final BlockCache cache;
    private final long number;
    private final long blocks;
    private final long length;
    private volatile boolean closed;

    /// @throws CorruptIndexException when the file's head or end is not what was written
    EncryptedFile(String name, IndexInput raw, SecretKey indexKey, BlockCache cache)
            throws IOException {
        this.name = name;
        this.raw = raw;
        this.cache = cache;
        number = cache.newFile();
        length = plainLength(name, raw.length());
        blocks = Math.max(1, (length + BlockCipher.BLOCK - 1) >>> BlockCipher.BLOCK_BITS);
        byte[] header = new byte[BlockCipher.HEADER];
        raw.readBytes(header, 0, header.length);
        try {
            cipher = BlockCipher.open(indexKey, header);
        } catch (AEADBadTagException e) {
            throw corrupt(e);
        }
        block(blocks - 1);
    }

    /// Plain bytes in a file of `size` bytes.
    static long plainLength(String name, long size) throws CorruptIndexException {
        long body = size - BlockCipher.HEADER;
        long blocks = (body + SEALED - 1) / SEALED;
        long plain = body - blocks * BlockCipher.TAG;
        if (body < BlockCipher.TAG || plain < (blocks - 1) * BlockCipher.BLOCK) {
            throw new CorruptIndexException("cut off", name);
        }
        return plain;
    }

    String name() {
        return name;
    }

    long length() {
        return length;
    }

    byte[] block(long block) throws IOException {
        byte[] known = cache.get(number, block);
        if (known != null) {
            return known;
        }
        byte[] plain = open(block);
        cache.put(number, block, plain);
        return plain;
    }

    private byte[] open(long block) throws IOException {
        boolean last = block == blocks - 1;
        int size = last ? (int) (length - (block << BlockCipher.BLOCK_BITS)) : BlockCipher.BLOCK;
        byte[] sealed = new byte[size + BlockCipher.TAG];
        try {
            synchronized (raw) {
                if (closed) {
                    throw new AlreadyClosedException("already closed: " + name);
                }
                raw.seek(BlockCipher.HEADER + block * SEALED);
                raw.readBytes(sealed, 0, sealed.length);
            }
            return cipher.open(block, last, sealed, sealed.length);
        } catch (AEADBadTagException | EOFException e) {
            throw corrupt(e);
        }
    }

    private CorruptIndexException corrupt(Exception cause) {
        return new CorruptIndexException(
                "not what was written, or sealed under another key", name, cause);
    }

    void close() throws IOException {
        synchronized (raw) {
            closed = true;
            raw.close();
        }
    }
}
