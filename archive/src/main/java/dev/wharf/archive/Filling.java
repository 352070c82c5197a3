package dev.wharf.archive;

import java.util.Arrays;

/// Writes the values with which an item fills a [Form], each as little as names it: as another
/// value that it equals (the words of a message stand in its event, its text and its HTML), or as
/// the beginning of the specimen's value (times, numbers of lines) and what differs. For one
/// thread.
final class Filling {
    /// Shorter ones are as long as their name, or nearly.
    private static final int WORTH_NAMING = 4;

    /// How far from the beginning of raw bytes a value may stand: behind a bracket or a mark.
    private static final int NEAR = 4;

    private final WireWriter out;
    private Values specimen = new Values();
    private final Values values = new Values();

    /// Values by their numbers, where they lie.
    static final class Values {
        private byte[][] bytes = new byte[32][];
        private int[] from = new int[32];
        private int[] to = new int[32];
        private int count;

        /// @param in not copied
        void add(byte[] in, int start, int end) {
            if (count == bytes.length) {
                bytes = Arrays.copyOf(bytes, count * 2);
                from = Arrays.copyOf(from, count * 2);
                to = Arrays.copyOf(to, count * 2);
            }
            bytes[count] = in;
            from[count] = start;
            to[count++] = end;
        }

        private int length(int value) {
            return to[value] - from[value];
        }

        private boolean equals(int value, byte[] other, int start, int end) {
            return Arrays.equals(bytes[value], from[value], to[value], other, start, end);
        }
    }

    /// @param out takes the values' pieces
    Filling(WireWriter out) {
        this.out = out;
    }

    /// @param of the specimen
    void begin(Values of) {
        specimen = of;
        values.count = 0;
    }

    /// The next value. Stays as it is until the item is written.
    void value(byte[] bytes, int from, int to) {
        int number = values.count;
        int known = to - from < WORTH_NAMING ? -1 : find(bytes, from, to);
        if (known >= 0) {
            again(known, 0);
        } else {
            int same = beginning(number, bytes, from, to);
            if (same >= WORTH_NAMING) {
                boolean whole = same == to - from;
                out.varint(
                        (long) same << Form.PIECE_BITS | Form.BEGINNING | (whole ? 0 : Form.MORE));
                if (!whole) {
                    literal(bytes, from + same, to, 0);
                }
            } else {
                literal(bytes, from, to, 0);
            }
        }
        values.add(bytes, from, to);
    }

    /// The last value, of bytes that may begin and end with what other values say.
    void composed(byte[] bytes) {
        int tail = endsWith(bytes);
        int end = tail < 0 ? bytes.length : bytes.length - values.length(tail);
        int head = -1;
        int at = 0;
        for (int offset = 0; head < 0 && offset < Math.min(NEAR, end); offset++) {
            head = begins(bytes, offset, end);
            at = offset;
        }
        if (head < 0) {
            at = 0;
        } else {
            if (at > 0) {
                literal(bytes, 0, at, Form.MORE);
            }
            again(head, Form.MORE);
            at += values.length(head);
        }
        literal(bytes, at, end, tail < 0 ? 0 : Form.MORE);
        if (tail >= 0) {
            again(tail, 0);
        }
    }

    private void literal(byte[] bytes, int from, int to, int more) {
        out.varint((long) (to - from) << Form.PIECE_BITS | Form.LITERAL | more);
        out.raw(bytes, from, to - from);
    }

    private void again(int value, int more) {
        out.varint((long) value << Form.PIECE_BITS | Form.AGAIN | more);
    }

    /// How many bytes the specimen's value begins with, too.
    private int beginning(int number, byte[] bytes, int from, int to) {
        if (number >= specimen.count) {
            return 0;
        }
        int differs =
                Arrays.mismatch(
                        specimen.bytes[number],
                        specimen.from[number],
                        specimen.to[number],
                        bytes,
                        from,
                        to);
        return differs < 0 ? to - from : differs;
    }

    private int find(byte[] bytes, int from, int to) {
        for (int i = 0; i < values.count; i++) {
            if (values.length(i) == to - from && values.equals(i, bytes, from, to)) {
                return i;
            }
        }
        return -1;
    }

    private int endsWith(byte[] bytes) {
        for (int i = 0; i < values.count; i++) {
            int from = bytes.length - values.length(i);
            if (values.length(i) >= WORTH_NAMING
                    && from >= 0
                    && values.equals(i, bytes, from, bytes.length)) {
                return i;
            }
        }
        return -1;
    }

    /// A value that stands at this offset, before the end.
    private int begins(byte[] bytes, int offset, int end) {
        for (int i = 0; i < values.count; i++) {
            int to = offset + values.length(i);
            if (values.length(i) >= WORTH_NAMING
                    && to <= end
                    && values.equals(i, bytes, offset, to)) {
                return i;
            }
        }
        return -1;
    }
}
