package dev.wharf.archive.index;

import org.apache.lucene.store.IndexOutput;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/// Writes a sealed file, once, from beginning to end.
final class EncryptedIndexOutput extends IndexOutput {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final IndexOutput raw;
    private final BlockCipher cipher;
    private final byte[] plain = new byte[BlockCipher.BLOCK];
    private final byte[] sealed = new byte[BlockCipher.BLOCK + BlockCipher.TAG];
    private final CRC32 checksum = new CRC32();
    private int size;
    private int summed;
    private long block;
    private boolean closed;

    EncryptedIndexOutput(IndexOutput raw, BlockCipher cipher) throws IOException {
        super("sealed " + raw, raw.getName());
        this.raw = raw;
        this.cipher = cipher;
        raw.writeBytes(cipher.header(), cipher.header().length);
    }

    @Override
    public long getFilePointer() {
        return (block << BlockCipher.BLOCK_BITS) + size;
    }

    /// Of the plain bytes, since that is what Lucene's footers compare.
    @Override
    public long getChecksum() {
        checksum.update(plain, summed, size - summed);
        summed = size;
        return checksum.getValue();
    }

    /// A full block waits until it is known whether it is the last.
    private void makeRoom() throws IOException {
        if (size == BlockCipher.BLOCK) {
            seal(false);
        }
    }

    private void seal(boolean last) throws IOException {
        getChecksum();
        raw.writeBytes(sealed, cipher.seal(block, last, plain, size, sealed));
        block++;
        size = 0;
        summed = 0;
    }

    @Override
    public void writeByte(byte value) throws IOException {
        makeRoom();
        plain[size++] = value;
    }

    @Override
    public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            makeRoom();
            int part = Math.min(length - done, BlockCipher.BLOCK - size);
            System.arraycopy(bytes, offset + done, plain, size, part);
            size += part;
            done += part;
        }
    }

    @Override
    public void writeShort(short value) throws IOException {
        if (BlockCipher.BLOCK - size < Short.BYTES) {
            super.writeShort(value);
            return;
        }
        SHORT.set(plain, size, value);
        size += Short.BYTES;
    }

    @Override
    public void writeInt(int value) throws IOException {
        if (BlockCipher.BLOCK - size < Integer.BYTES) {
            super.writeInt(value);
            return;
        }
        INT.set(plain, size, value);
        size += Integer.BYTES;
    }

    @Override
    public void writeLong(long value) throws IOException {
        if (BlockCipher.BLOCK - size < Long.BYTES) {
            super.writeLong(value);
            return;
        }
        LONG.set(plain, size, value);
        size += Long.BYTES;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (raw) {
            seal(true);
        }
    }
}
