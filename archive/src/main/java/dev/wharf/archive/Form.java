package dev.wharf.archive;

import java.util.Arrays;

/// A specimen's body in plain, and the places in it that other items of its series fill in another
/// way. An item that does so is kept as its values alone.
///
/// ```
/// places = count(varint) (skipped(varint) length(varint) filler(varint))*
/// filled = value*
/// value  = piece+
/// piece  = varint n bytes
/// ```
///
/// A place begins so many bytes behind the end of the one before. Its filler is 0 for the length of
/// what follows (a varint that counts bytes of the body behind it), else one more than the number
/// of a value. Values stand in the order of their numbers, which begin at 0.
///
/// The lowest bit of a piece's n says whether another piece of the value follows. The next two say
/// what this one is: 0, the `n >> 3` bytes that follow; 1, the whole value of that number, which
/// came before; 2, so many of the first bytes that stand in the value's place in the specimen.
///
/// For one thread.
final class Form {
    static final int LENGTH = 0;
    static final int MORE = 1;
    static final int LITERAL = 0;
    static final int AGAIN = 1 << 1;
    static final int BEGINNING = 2 << 1;
    static final int PIECE_BITS = 3;
    private static final int KIND = 3 << 1;
    private static final int NOWHERE = -1;

    private final byte[] body;
    private final int[] at;
    private final int[] width;
    private final int[] filler;
    private final int values;

    /// By the number of a value.
    private final int[] firstPlace;

    private Form(byte[] body, int[] at, int[] width, int[] filler) {
        this.body = body;
        this.at = at;
        this.width = width;
        this.filler = filler;
        this.values = Arrays.stream(filler).max().orElse(0);
        this.firstPlace = new int[values];
        Arrays.fill(firstPlace, NOWHERE);
        for (int i = at.length - 1; i >= 0; i--) {
            if (filler[i] != LENGTH) {
                firstPlace[filler[i] - 1] = i;
            }
        }
    }

    /// @param in at the places; behind them afterwards
    /// @param body what they are in
    static Form read(WireReader in, byte[] body) {
        int count = in.count();
        int[] at = new int[count];
        int[] width = new int[count];
        int[] filler = new int[count];
        long end = 0;
        for (int i = 0; i < count; i++) {
            long start = end + in.number();
            width[i] = in.number();
            filler[i] = in.number();
            end = start + width[i];
            if (end > body.length || filler[i] > count) {
                throw WireReader.corrupt();
            }
            at[i] = (int) start;
        }
        return new Form(body, at, width, filler);
    }

    /// The body of an item.
    ///
    /// @param in at its values
    /// @param most that it may take
    byte[] fill(WireReader in, int most) {
        byte[][] filled = places(values(in, most));
        long length = body.length;
        for (int i = 0; i < at.length; i++) {
            length += filled[i].length - width[i];
        }
        if (in.hasMore() || length > most) {
            throw WireReader.corrupt();
        }
        byte[] whole = new byte[(int) length];
        int to = 0;
        int done = 0;
        for (int i = 0; i < at.length; i++) {
            System.arraycopy(body, done, whole, to, at[i] - done);
            to += at[i] - done;
            System.arraycopy(filled[i], 0, whole, to, filled[i].length);
            to += filled[i].length;
            done = at[i] + width[i];
        }
        System.arraycopy(body, done, whole, to, body.length - done);
        return whole;
    }

    private byte[][] values(WireReader in, int most) {
        byte[][] read = new byte[values][];
        for (int i = 0; i < read.length; i++) {
            read[i] = value(in, read, i, most);
        }
        return read;
    }

    private byte[] value(WireReader in, byte[][] before, int number, int most) {
        byte[] value = {};
        while (true) {
            long head = in.varint();
            byte[] piece = piece(in, head, before, number);
            value = value.length == 0 ? piece : joined(value, piece, most);
            if ((head & MORE) == 0) {
                return value;
            }
        }
    }

    private byte[] piece(WireReader in, long head, byte[][] before, int number) {
        long n = head >>> PIECE_BITS;
        return switch ((int) head & KIND) {
            case LITERAL -> in.raw(n > Integer.MAX_VALUE ? -1 : (int) n);
            case AGAIN -> {
                if (n >= number) {
                    throw WireReader.corrupt();
                }
                yield before[(int) n];
            }
            case BEGINNING -> {
                int place = firstPlace[number];
                if (place == NOWHERE || n > width[place]) {
                    throw WireReader.corrupt();
                }
                yield Arrays.copyOfRange(body, at[place], at[place] + (int) n);
            }
            default -> throw WireReader.corrupt();
        };
    }

    private static byte[] joined(byte[] one, byte[] other, int most) {
        if ((long) one.length + other.length > most) {
            throw WireReader.corrupt();
        }
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /// What stands in each place. From the last to the first, since a length counts what the places
    /// behind it have become.
    private byte[][] places(byte[][] values) {
        byte[][] filled = new byte[at.length][];
        for (int i = at.length - 1; i >= 0; i--) {
            filled[i] = filler[i] == LENGTH ? length(i, filled) : values[filler[i] - 1];
        }
        return filled;
    }

    private byte[] length(int place, byte[][] filled) {
        WireReader counted = new WireReader(body, at[place], width[place]);
        long end = (long) at[place] + width[place] + counted.number();
        long length = end - at[place] - width[place];
        for (int i = place + 1; i < at.length && at[i] + (long) width[i] <= end; i++) {
            length += filled[i].length - width[i];
        }
        WireWriter out = new WireWriter(5);
        out.varint(length);
        return out.toBytes();
    }
}
