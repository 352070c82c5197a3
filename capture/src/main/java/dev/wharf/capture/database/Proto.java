package dev.wharf.capture.database;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A protobuf message without its schema, as apps keep them in columns (encoding:
/// protobuf.dev/programming-guides/encoding). Nothing is copied until it is asked for.
///
/// Immutable.
public final class Proto {
    private static final int MOST_FIELDS = 100_000;

    private final List<Field> fields;

    private Proto(List<Field> fields) {
        this.fields = fields;
    }

    /// @param number of varints and fixed-size numbers
    /// @param bytes of what has a length; null of numbers
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Field(int tag, long number, byte @Nullable [] bytes) {}

    /// Empty when the bytes are no protobuf message from first to last.
    public static Optional<Proto> parse(byte @Nullable [] bytes) {
        if (bytes == null) {
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>();
        Reader reader = new Reader(bytes);
        while (reader.at < bytes.length) {
            Field field = reader.field();
            if (field == null || fields.size() >= MOST_FIELDS) {
                return Optional.empty();
            }
            fields.add(field);
        }
        return Optional.of(new Proto(fields));
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;
        private boolean broken;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        @Nullable Field field() {
            long head = varint();
            int tag = (int) (head >>> 3);
            if (broken || tag <= 0 || head >>> 3 > 0x1FFF_FFFF) {
                return null;
            }
            return switch ((int) head & 7) {
                case 0 -> number(tag, varint());
                case 1 -> number(tag, fixed(Long.BYTES));
                case 2 -> bytes(tag, varint());
                case 5 -> number(tag, fixed(Integer.BYTES));
                default -> null;
            };
        }

        private @Nullable Field number(int tag, long value) {
            return broken ? null : new Field(tag, value, null);
        }

        private @Nullable Field bytes(int tag, long length) {
            if (broken || length < 0 || length > bytes.length - at) {
                return null;
            }
            byte[] content = Arrays.copyOfRange(bytes, at, at + (int) length);
            at += (int) length;
            return new Field(tag, 0, content);
        }

        private long varint() {
            long value = 0;
            for (int shift = 0; shift < 64 && at < bytes.length; shift += 7) {
                byte next = bytes[at++];
                value |= (next & 0x7FL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            broken = true;
            return 0;
        }

        private long fixed(int length) {
            if (length > bytes.length - at) {
                broken = true;
                return 0;
            }
            ByteBuffer value = ByteBuffer.wrap(bytes, at, length).order(ByteOrder.LITTLE_ENDIAN);
            at += length;
            return length == Long.BYTES ? value.getLong() : value.getInt();
        }
    }

    public boolean has(int tag) {
        return fields.stream().anyMatch(field -> field.tag == tag);
    }

    /// Of the last field of that number, as protobuf has it.
    public long number(int tag, long otherwise) {
        return fields.stream()
                .filter(field -> field.tag == tag && field.bytes == null)
                .mapToLong(Field::number)
                .reduce((_, last) -> last)
                .orElse(otherwise);
    }

    public Optional<byte[]> bytes(int tag) {
        return all(tag).stream().reduce((_, last) -> last).map(byte[]::clone);
    }

    /// Text, if it is valid UTF-8.
    public Optional<String> text(int tag) {
        return bytes(tag).flatMap(Proto::utf8);
    }

    public Optional<Proto> message(int tag) {
        return bytes(tag).flatMap(Proto::parse);
    }

    /// What lies at the end of a path of messages.
    public Optional<Proto> message(int first, int... more) {
        Optional<Proto> found = message(first);
        for (int tag : more) {
            found = found.flatMap(inner -> inner.message(tag));
        }
        return found;
    }

    /// All messages of a repeated field, in order; what is none is left out.
    public List<Proto> messages(int tag) {
        return all(tag).stream().flatMap(bytes -> parse(bytes).stream()).toList();
    }

    public List<String> texts(int tag) {
        return all(tag).stream().flatMap(bytes -> utf8(bytes).stream()).toList();
    }

    private List<byte[]> all(int tag) {
        return fields.stream()
                .filter(field -> field.tag == tag)
                .map(Field::bytes)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Optional.of(text.toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
