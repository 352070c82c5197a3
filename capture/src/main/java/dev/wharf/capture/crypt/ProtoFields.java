package dev.wharf.capture.crypt;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The fields of one protobuf message, in their order; unknown ones are kept, for every version of
/// the app adds some.
record ProtoFields(List<Field> list) {

    /// A number, or bytes with a length.
    static final class Field {
        private final int number;
        private final long value;
        private final byte @Nullable [] bytes;

        Field(int number, long value, byte @Nullable [] bytes) {
            this.number = number;
            this.value = value;
            this.bytes = bytes;
        }

        int number() {
            return number;
        }

        long value() {
            return value;
        }

        /// Null when it is a number.
        byte @Nullable [] bytes() {
            return bytes;
        }
    }

    /// Null when the bytes are no such message from first to last.
    static @Nullable ProtoFields read(byte[] message) {
        Reader reader = new Reader(message);
        List<Field> fields = new ArrayList<>();
        while (reader.at < message.length) {
            Field field = reader.field();
            if (field == null) {
                return null;
            }
            fields.add(field);
        }
        return new ProtoFields(fields);
    }

    /// The message's last word on a field of bytes; null when there is none.
    byte @Nullable [] bytes(int number) {
        byte[] found = null;
        for (Field field : list) {
            if (field.number() == number && field.bytes() != null) {
                found = field.bytes();
            }
        }
        return found;
    }

    /// Null when there is none, or it is no message.
    @Nullable ProtoFields message(int number) {
        byte[] bytes = bytes(number);
        return bytes == null ? null : read(bytes);
    }

    /// @return -1 when there is none
    long number(int number) {
        long found = -1;
        for (Field field : list) {
            if (field.number() == number && field.bytes() == null) {
                found = field.value();
            }
        }
        return found;
    }

    /// Where the bytes hold a varint of at most five bytes: its value and how many bytes it took;
    /// null when they do not.
    static int @Nullable [] length(byte[] bytes) {
        Reader reader = new Reader(bytes);
        long value = reader.varint();
        return value < 0 || value > Integer.MAX_VALUE ? null : new int[] {(int) value, reader.at};
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;
        private boolean broken;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        @Nullable Field field() {
            long tag = varint();
            long number = tag >>> 3;
            if (broken || number < 1 || number >= 1 << 29) {
                return null;
            }
            Field field =
                    switch ((int) (tag & 7)) {
                        case 0 -> new Field((int) number, varint(), null);
                        case 1 -> new Field((int) number, 0, take(Long.BYTES));
                        case 2 -> new Field((int) number, 0, take(varint()));
                        case 5 -> new Field((int) number, 0, take(Integer.BYTES));
                        default -> null;
                    };
            return broken ? null : field;
        }

        private byte[] take(long length) {
            if (broken || length < 0 || length > bytes.length - at) {
                broken = true;
                return new byte[0];
            }
            at += (int) length;
            return Arrays.copyOfRange(bytes, at - (int) length, at);
        }

        private long varint() {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE && at < bytes.length; shift += 7) {
                byte next = bytes[at++];
                value |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            broken = true;
            return -1;
        }
    }
}
