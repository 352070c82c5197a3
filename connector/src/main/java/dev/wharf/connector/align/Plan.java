package dev.wharf.connector.align;

import java.util.Arrays;
import java.util.Optional;

/// What becomes of each line of a capture, in file order, packed: a run of lines that are the next
/// items of the archive, one by one, costs a few bytes however long it is.
public final class Plan {
    /// What one line is to the archive.
    public enum Action {
        /// Not there yet.
        NEW(0),
        /// An item says exactly this.
        SAME(1),
        /// An item says it with an earlier text.
        EDIT(2),
        /// An item is the message that is shown as deleted now.
        DELETION(3),
        /// An item is the same message with less: without its file, or only after its deletion or
        /// edit.
        COMPLETION(4),
        /// It was erased; nothing of it comes back.
        ERASED(5);

        private final int code;

        Action(int code) {
            this.code = code;
        }

        private static Action of(long code) {
            for (Action action : values()) {
                if (action.code == code) {
                    return action;
                }
            }
            throw new IllegalStateException("no action " + code);
        }
    }

    private byte[] bytes = new byte[1024];
    private int length;

    private Action action = Action.NEW;
    private int shiftMinutes;
    private long firstSequence;
    private long count;

    /// @param sequence of the item it is about, 0 for NEW
    /// @param shift minutes to add to its time to get the archive's
    void add(Action next, long sequence, int shift) {
        boolean goesOn =
                count > 0
                        && next == action
                        && shift == shiftMinutes
                        && (next == Action.NEW || sequence == firstSequence + count);
        if (!goesOn) {
            endRun();
            action = next;
            shiftMinutes = shift;
            firstSequence = sequence;
            count = 0;
        }
        count++;
    }

    private void endRun() {
        if (count > 0) {
            put(action.code);
            put(zigzag(shiftMinutes));
            put(firstSequence);
            put(count);
        }
    }

    private void put(long value) {
        if (length + 10 > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length + (bytes.length >> 1));
        }
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    /// Ends the plan; read it with as many cursors as needed.
    Plan sealed() {
        endRun();
        count = 0;
        return this;
    }

    /// As [#of] takes it back: the plan must be sealed.
    public byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    public static Plan of(byte[] sealed) {
        Plan plan = new Plan();
        plan.bytes = sealed.clone();
        plan.length = sealed.length;
        return plan;
    }

    /// Whether any line is more than new.
    public boolean isAnyHeld() {
        Cursor cursor = cursor();
        while (cursor.nextRun()) {
            if (cursor.action() != Action.NEW) {
                return true;
            }
        }
        return false;
    }

    /// Bytes the plan takes.
    int size() {
        return length;
    }

    /// The first item that a line says again.
    public Optional<Long> firstAligned() {
        Cursor cursor = cursor();
        while (cursor.nextRun()) {
            if (cursor.action() == Action.SAME) {
                return Optional.of(cursor.sequence() + 1);
            }
        }
        return Optional.empty();
    }

    /// The shift of the first line that an item says again; 0 when there is none.
    public int firstShift() {
        Cursor cursor = cursor();
        while (cursor.nextRun()) {
            if (cursor.action() == Action.SAME) {
                return cursor.shiftMinutes();
            }
        }
        return 0;
    }

    public Cursor cursor() {
        return new Cursor();
    }

    /// Walks the lines in order; what it shows is of the line last stepped to.
    public final class Cursor {
        private int position;
        private long left;
        private Action now = Action.NEW;
        private int shift;
        private long sequence;

        /// Steps to the next line; a plan that has ended says NEW.
        public void next() {
            if (left == 0 && !nextRun()) {
                now = Action.NEW;
                return;
            }
            left--;
            sequence++;
        }

        /// Before the first line of the next run; false at the end.
        private boolean nextRun() {
            if (position >= length) {
                return false;
            }
            now = Action.of(take());
            long folded = take();
            shift = (int) ((folded >>> 1) ^ -(folded & 1));
            sequence = take() - 1;
            left = take();
            return true;
        }

        private long take() {
            long value = 0;
            for (int bits = 0; ; bits += 7) {
                byte b = bytes[position++];
                value |= (b & 0x7fL) << bits;
                if (b >= 0) {
                    return value;
                }
            }
        }

        public Action action() {
            return now;
        }

        public int shiftMinutes() {
            return shift;
        }

        public long sequence() {
            return sequence;
        }
    }
}
