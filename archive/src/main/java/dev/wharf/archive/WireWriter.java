package dev.wharf.archive;

import dev.wharf.core.item.ItemId;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Appends to a growing array: fixed-width numbers big-endian, varints as unsigned LEB128 (signed
/// ones zigzag), strings and byte strings with their length in front. For one thread.
final class WireWriter {
    private byte[] bytes;
    private int length;

    WireWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /// The array behind; valid up to [#length], until the next call.
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /// Overwrites what was written, for content that must not linger.
    void wipe() {
        Arrays.fill(bytes, 0, length, (byte) 0);
        length = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /// Makes room for `count` more bytes, which the caller writes into [#array] and then
    /// [#advance]s over.
    int reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
        return length;
    }

    void advance(int count) {
        length += count;
    }

    void u8(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    void u64(long value) {
        reserve(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    void raw(byte[] value) {
        raw(value, 0, value.length);
    }

    void raw(byte[] value, int offset, int count) {
        reserve(count);
        System.arraycopy(value, offset, bytes, length, count);
        length += count;
    }

    void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    void bytes(byte[] value) {
        varint(value.length);
        raw(value);
    }

    void string(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void optional(@Nullable String value) {
        u8(value == null ? 0 : 1);
        if (value != null) {
            string(value);
        }
    }

    void id(ItemId id) {
        u64(id.conversation().value());
        zigzag(id.day());
        u64(id.tag());
    }
}
