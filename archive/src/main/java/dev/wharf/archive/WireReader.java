package dev.wharf.archive;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// Reads what [WireWriter] wrote. A length never exceeds what is left, so a corrupt one allocates
/// nothing. For one thread.
final class WireReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    WireReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    WireReader(byte[] bytes, int offset, int count) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + count;
    }

    /// Of the next byte, in the array given.
    int position() {
        return at;
    }

    boolean hasMore() {
        return at < end;
    }

    int u8() {
        need(1);
        return bytes[at++] & 0xff;
    }

    long u64() {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (bytes[at++] & 0xff);
        }
        return value;
    }

    byte[] raw(int count) {
        need(count);
        byte[] value = new byte[count];
        System.arraycopy(bytes, at, value, 0, count);
        at += count;
        return value;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw corrupt();
    }

    long zigzag() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /// A varint that is a number of things, each of at least one byte.
    int count() {
        long value = varint();
        if (value < 0 || value > end - at) {
            throw corrupt();
        }
        return (int) value;
    }

    /// A varint within the range of `int`.
    int number() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw corrupt();
        }
        return (int) value;
    }

    byte[] bytes() {
        return raw(count());
    }

    String string() {
        int count = count();
        String value = new String(bytes, at, count, StandardCharsets.UTF_8);
        at += count;
        return value;
    }

    @Nullable String optional() {
        return u8() == 0 ? null : string();
    }

    ItemId id() {
        return new ItemId(new ConversationId(u64()), (int) zigzag(), u64());
    }

    void skip(int count) {
        need(count);
        at += count;
    }

    private void need(int count) {
        if (count < 0 || count > end - at) {
            throw corrupt();
        }
    }

    static WharfException corrupt() {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "reading a stored record: it is cut short or damaged; run `wharf verify`");
    }
}
