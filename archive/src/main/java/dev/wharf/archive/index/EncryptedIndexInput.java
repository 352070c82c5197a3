package dev.wharf.archive.index;

import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.RandomAccessInput;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads a sealed file, or a slice of one. Within a block it is a read from an array.
final class EncryptedIndexInput extends IndexInput implements RandomAccessInput {
    private static final int MASK = BlockCipher.BLOCK - 1;
    private static final byte[] NOTHING = {};
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOAT =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private final EncryptedFile file;

    /// Where this slice begins and ends in the file.
    private final long base;

    private final long end;
    private final boolean owner;

    private byte[] block = NOTHING;
    private long blockStart;
    private int at;

    /// How far `block` may be read; 0 while it is not loaded.
    private int limit;

    private byte[] randomBlock = NOTHING;
    private long randomStart = -1;

    EncryptedIndexInput(EncryptedFile file) {
        this(file.name(), file, 0, file.length(), true);
    }

    private EncryptedIndexInput(
            String description, EncryptedFile file, long base, long end, boolean owner) {
        super(description);
        this.file = file;
        this.base = base;
        this.end = end;
        this.owner = owner;
        moveTo(base);
    }

    private EncryptedIndexInput(EncryptedIndexInput other) {
        this(other.toString(), other.file, other.base, other.end, false);
        block = other.block;
        blockStart = other.blockStart;
        at = other.at;
        limit = other.limit;
    }

    @Override
    public long length() {
        return end - base;
    }

    @Override
    public long getFilePointer() {
        return blockStart + at - base;
    }

    @Override
    public void seek(long position) throws EOFException {
        if (position < 0 || position > length()) {
            throw pastEnd();
        }
        moveTo(base + position);
    }

    private void moveTo(long absolute) {
        long start = absolute & ~(long) MASK;
        if (start != blockStart) {
            blockStart = start;
            limit = 0;
        }
        at = (int) (absolute & MASK);
    }

    /// Brings in the block that holds the next byte.
    private void load() throws IOException {
        long absolute = blockStart + at;
        if (absolute >= end) {
            throw pastEnd();
        }
        blockStart = absolute & ~(long) MASK;
        at = (int) (absolute & MASK);
        block = file.block(blockStart >>> BlockCipher.BLOCK_BITS);
        limit = (int) Math.min(block.length, end - blockStart);
    }

    private EOFException pastEnd() {
        return new EOFException("read past the end of " + this);
    }

    @Override
    public byte readByte() throws IOException {
        if (at >= limit) {
            load();
        }
        return block[at++];
    }

    @Override
    public void readBytes(byte[] into, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (at >= limit) {
                load();
            }
            int part = Math.min(length - done, limit - at);
            System.arraycopy(block, at, into, offset + done, part);
            at += part;
            done += part;
        }
    }

    @Override
    public short readShort() throws IOException {
        if (limit - at < Short.BYTES) {
            return super.readShort();
        }
        short value = (short) SHORT.get(block, at);
        at += Short.BYTES;
        return value;
    }

    @Override
    public int readInt() throws IOException {
        if (limit - at < Integer.BYTES) {
            return super.readInt();
        }
        int value = (int) INT.get(block, at);
        at += Integer.BYTES;
        return value;
    }

    @Override
    public long readLong() throws IOException {
        if (limit - at < Long.BYTES) {
            return super.readLong();
        }
        long value = (long) LONG.get(block, at);
        at += Long.BYTES;
        return value;
    }

    @Override
    public void readInts(int[] into, int offset, int count) throws IOException {
        if (limit - at < count * Integer.BYTES) {
            super.readInts(into, offset, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            into[offset + i] = (int) INT.get(block, at + i * Integer.BYTES);
        }
        at += count * Integer.BYTES;
    }

    @Override
    public void readLongs(long[] into, int offset, int count) throws IOException {
        if (limit - at < count * Long.BYTES) {
            super.readLongs(into, offset, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            into[offset + i] = (long) LONG.get(block, at + i * Long.BYTES);
        }
        at += count * Long.BYTES;
    }

    @Override
    public void readFloats(float[] into, int offset, int count) throws IOException {
        if (limit - at < count * Float.BYTES) {
            super.readFloats(into, offset, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            into[offset + i] = (float) FLOAT.get(block, at + i * Float.BYTES);
        }
        at += count * Float.BYTES;
    }

    @Override
    public void skipBytes(long count) throws IOException {
        if (count < 0) {
            throw new IllegalArgumentException("cannot skip backwards");
        }
        seek(getFilePointer() + count);
    }

    @Override
    public byte readByte(long position) throws IOException {
        int index = locate(position, 1);
        return randomBlock[index];
    }

    @Override
    public void readBytes(long position, byte[] into, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int index = locate(position + done, 1);
            long left = Math.min(randomBlock.length - index, end - base - position - done);
            int part = (int) Math.min(length - done, left);
            System.arraycopy(randomBlock, index, into, offset + done, part);
            done += part;
        }
    }

    @Override
    public short readShort(long position) throws IOException {
        int index = locate(position, Short.BYTES);
        if (randomBlock.length - index >= Short.BYTES) {
            return (short) SHORT.get(randomBlock, index);
        }
        return (short) straddling(position, Short.BYTES);
    }

    @Override
    public int readInt(long position) throws IOException {
        int index = locate(position, Integer.BYTES);
        if (randomBlock.length - index >= Integer.BYTES) {
            return (int) INT.get(randomBlock, index);
        }
        return (int) straddling(position, Integer.BYTES);
    }

    @Override
    public long readLong(long position) throws IOException {
        int index = locate(position, Long.BYTES);
        if (randomBlock.length - index >= Long.BYTES) {
            return (long) LONG.get(randomBlock, index);
        }
        return straddling(position, Long.BYTES);
    }

    /// A number that lies across two blocks.
    private long straddling(long position, int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (readByte(position + i) & 0xffL) << (8 * i);
        }
        return value;
    }

    /// Brings in the block that holds `position` and returns where in it that is.
    private int locate(long position, int bytes) throws IOException {
        if (position < 0 || position + bytes > length()) {
            throw pastEnd();
        }
        long absolute = base + position;
        long start = absolute & ~(long) MASK;
        if (start != randomStart) {
            randomBlock = file.block(start >>> BlockCipher.BLOCK_BITS);
            randomStart = start;
        }
        return (int) (absolute & MASK);
    }

    @Override
    public EncryptedIndexInput clone() {
        return new EncryptedIndexInput(this);
    }

    @Override
    public IndexInput slice(String description, long offset, long length) {
        if (offset < 0 || length < 0 || offset + length > length()) {
            throw new IllegalArgumentException("a slice outside of " + this);
        }
        return new EncryptedIndexInput(
                getFullSliceDescription(description),
                file,
                base + offset,
                base + offset + length,
                false);
    }

    @Override
    public void close() throws IOException {
        block = NOTHING;
        limit = 0;
        randomBlock = NOTHING;
        randomStart = -1;
        if (owner) {
            file.close();
        }
    }
}
