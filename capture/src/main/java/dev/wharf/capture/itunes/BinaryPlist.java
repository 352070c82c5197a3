package dev.wharf.capture.itunes;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads Apple's binary property lists (`bplist00`): objects, a table of their offsets, and a
/// trailer that says where the table is. Format: CFBinaryPList.c of Apple's CoreFoundation.
///
/// Every object is made once, however often it is referred to, so that no list grows beyond its
/// bytes.
final class BinaryPlist {
    private static final int TRAILER = 32;
    private static final long SECONDS_TO_2001 = 978_307_200;

    /// Beyond it no Instant is; a real date lies far within.
    private static final double MOST_SECONDS = 1e11;

    private final byte[] bytes;
    private final int offsetSize;
    private final int referenceSize;
    private final int table;
    private final int top;
    private final @Nullable Object[] made;

    BinaryPlist(byte[] bytes) throws MalformedPlistException {
        this.bytes = bytes;
        if (bytes.length < TRAILER + 8) {
            throw new MalformedPlistException("it breaks off");
        }
        int trailer = bytes.length - TRAILER;
        offsetSize = bytes[trailer + 6] & 0xFF;
        referenceSize = bytes[trailer + 7] & 0xFF;
        int objects = count(trailer + 8);
        top = count(trailer + 16);
        table = count(trailer + 24);
        if (offsetSize < 1
                || offsetSize > 8
                || referenceSize < 1
                || referenceSize > 8
                || (long) table + (long) objects * offsetSize > trailer) {
            throw new MalformedPlistException("its trailer is damaged");
        }
        made = new @Nullable Object[objects];
    }

    private int count(int at) throws MalformedPlistException {
        return size(unsigned(at, 8));
    }

    /// A length or place; none is larger than the whole.
    private int size(long value) throws MalformedPlistException {
        if (value < 0 || value > bytes.length) {
            throw new MalformedPlistException("a length in it is impossible");
        }
        return (int) value;
    }

    Object top() throws MalformedPlistException {
        return object(top, 0);
    }

    private Object object(int index, int depth) throws MalformedPlistException {
        if (index >= made.length || depth > Plist.DEEPEST) {
            throw new MalformedPlistException("a reference in it leads nowhere, or in a circle");
        }
        Object known = made[index];
        if (known == null) {
            known = make(size(unsigned(table + index * offsetSize, offsetSize)), depth);
            made[index] = known;
        }
        return known;
    }

    private Object make(int at, int depth) throws MalformedPlistException {
        int marker = (int) unsigned(at, 1);
        int low = marker & 0x0F;
        return switch (marker >> 4) {
            case 0x0 -> simple(low);
            case 0x1 -> integer(at + 1, low);
            case 0x2 -> real(at + 1, 1 << low);
            case 0x3 -> date(at + 1);
            case 0x8 -> new PlistUid(unsigned(at + 1, low + 1));
            case 0x4, 0x5, 0x6, 0x7, 0xA, 0xB, 0xC, 0xD -> sized(marker >> 4, at, low, depth);
            default -> throw new MalformedPlistException("a type in it is unknown");
        };
    }

    private static Object simple(int low) throws MalformedPlistException {
        return switch (low) {
            case 0x8 -> false;
            case 0x9 -> true;
            default -> throw new MalformedPlistException("a type in it is unknown");
        };
    }

    /// Of 1, 2 and 4 bytes unsigned, of 8 and 16 signed; of the latter the lower half is taken.
    private Object integer(int at, int power) throws MalformedPlistException {
        return switch (power) {
            case 0, 1, 2, 3 -> unsigned(at, 1 << power);
            case 4 -> unsigned(at + 8, 8);
            default -> throw new MalformedPlistException("a number in it is too large");
        };
    }

    private Object real(int at, int size) throws MalformedPlistException {
        return switch (size) {
            case 4 -> (double) Float.intBitsToFloat((int) unsigned(at, 4));
            case 8 -> Double.longBitsToDouble(unsigned(at, 8));
            default -> throw new MalformedPlistException("a number in it is too large");
        };
    }

    private Object date(int at) throws MalformedPlistException {
        double seconds = Double.longBitsToDouble(unsigned(at, 8));
        if (!(Math.abs(seconds) < MOST_SECONDS)) {
            throw new MalformedPlistException("a date in it is impossible");
        }
        return Instant.EPOCH.plusSeconds(SECONDS_TO_2001).plusMillis(Math.round(seconds * 1000));
    }

    /// What has a length, which follows as a number when it is 15 or more.
    private Object sized(int type, int at, int low, int depth) throws MalformedPlistException {
        int from = at + 1;
        int length = low;
        if (low == 0x0F) {
            int power = (int) unsigned(from, 1) & 0x0F;
            if (power > 3) {
                throw new MalformedPlistException("a length in it is impossible");
            }
            length = size(unsigned(from + 1, 1 << power));
            from += 1 + (1 << power);
        }
        return switch (type) {
            case 0x4 -> data(from, length);
            case 0x5 -> new String(data(from, length), StandardCharsets.ISO_8859_1);
            case 0x6 -> new String(data(from, size(length * 2L)), StandardCharsets.UTF_16BE);
            case 0x7 -> new String(data(from, length), StandardCharsets.UTF_8);
            case 0xD -> dictionary(from, length, depth);
            default -> list(from, length, depth);
        };
    }

    private byte[] data(int from, int length) throws MalformedPlistException {
        room(from, length);
        byte[] data = new byte[length];
        System.arraycopy(bytes, from, data, 0, length);
        return data;
    }

    private List<Object> list(int from, int length, int depth) throws MalformedPlistException {
        room(from, (long) length * referenceSize);
        List<Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            list.add(object(reference(from, i), depth + 1));
        }
        return list;
    }

    private Map<String, Object> dictionary(int from, int length, int depth)
            throws MalformedPlistException {
        room(from, 2L * length * referenceSize);
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < length; i++) {
            if (!(object(reference(from, i), depth + 1) instanceof String key)) {
                throw new MalformedPlistException("a key in it is no text");
            }
            map.put(key, object(reference(from, length + i), depth + 1));
        }
        return map;
    }

    private int reference(int from, int place) throws MalformedPlistException {
        return size(unsigned(from + place * referenceSize, referenceSize));
    }

    private void room(int from, long length) throws MalformedPlistException {
        if (from < 0 || from + length > bytes.length) {
            throw new MalformedPlistException("it breaks off");
        }
    }

    private long unsigned(int at, int size) throws MalformedPlistException {
        room(at, size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | (bytes[at + i] & 0xFF);
        }
        return value;
    }
}
