package dev.wharf.connector.align;

import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.item.ItemId;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.LongPredicate;

/// One day of a chat in the archive: its slots by minute. A slot is one line of the chat: the item
/// that came first, and the items about it.
final class Slots {
    static final Slots NONE = new Slots(0, List.of(), _ -> true, party -> party);
    static final int END = -1;

    private final long[] second;
    private final long[] tag;
    private final long[] sequence;
    private final int[] sender;
    private final boolean[] erased;

    /// The next item of the same slot, by index.
    private final int[] next;

    /// First items of slots by minute and sequence.
    private final int[] first;

    private final long[] firstMinute;

    /// @param rows of one chat and day by sequence, then what came later about them
    /// @param free whether the item of a sequence may be a capture's line: a slot with any that may
    ///   not is left out
    /// @param person see [HeldChat]
    Slots(int day, List<ItemRow> rows, LongPredicate free, IntUnaryOperator person) {
        int size = rows.size();
        second = new long[size];
        tag = new long[size];
        sequence = new long[size];
        sender = new int[size];
        erased = new boolean[size];
        next = new int[size];
        Arrays.fill(next, END);
        boolean[] about = new boolean[size];
        Map<ItemId, Integer> byId = new HashMap<>();
        for (int i = 0; i < size; i++) {
            ItemRow row = rows.get(i);
            second[i] = row.time().getEpochSecond();
            tag[i] = row.id().tag();
            sequence[i] = row.sequence();
            sender[i] = person.applyAsInt(row.sender());
            erased[i] = row.erased();
            byId.put(row.id(), i);
            about[i] = row.target() != null && isAbout(day, row, byId, i);
        }
        first =
                java.util.stream.IntStream.range(0, size)
                        .filter(i -> !about[i] && isFree(i, free))
                        .boxed()
                        .sorted((a, b) -> Long.compare(minute(second[a]), minute(second[b])))
                        .mapToInt(Integer::intValue)
                        .toArray();
        firstMinute = Arrays.stream(first).mapToLong(i -> minute(second[i])).toArray();
    }

    private boolean isFree(int slot, LongPredicate free) {
        for (int item = slot; item != END; item = next[item]) {
            if (!free.test(sequence[item])) {
                return false;
            }
        }
        return true;
    }

    /// Whether the item is no line of its own here: it stands in the slot of what it is about, or
    /// is about a line of another day.
    private boolean isAbout(int day, ItemRow row, Map<ItemId, Integer> byId, int index) {
        var target = row.target();
        if (target == null) {
            return false;
        }
        if (target.day() != day) {
            return target.day() < day && isNoLine(row);
        }
        Integer slot = byId.get(target);
        if (slot == null || slot == index) {
            // Of another chat, or of nothing that there is.
            return row.id().day() != day;
        }
        int last = slot;
        while (next[last] != END) {
            last = next[last];
        }
        next[last] = index;
        return true;
    }

    /// A phone shows no line where it was edited or deleted, but where it was said.
    static boolean isNoLine(ItemRow row) {
        return switch (row.kind()) {
            case EDIT, DELETION, REACTION -> true;
            default -> false;
        };
    }

    static long minute(long second) {
        return Math.floorDiv(second, 60L);
    }

    boolean isEmpty() {
        return first.length == 0;
    }

    int size() {
        return first.length;
    }

    /// Position of the first slot in this minute or later; walk on while [#isAt] holds.
    int from(long minute) {
        int low = 0;
        int high = firstMinute.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firstMinute[middle] < minute) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    boolean isAt(int position, long minute) {
        return position < first.length && firstMinute[position] == minute;
    }

    /// The item that came first in the slot at this position.
    int slot(int position) {
        return first[position];
    }

    int next(int item) {
        return next[item];
    }

    long second(int item) {
        return second[item];
    }

    long tag(int item) {
        return tag[item];
    }

    long sequence(int item) {
        return sequence[item];
    }

    int sender(int item) {
        return sender[item];
    }

    /// Whether anything of the slot was erased.
    boolean erased(int slot) {
        for (int item = slot; item != END; item = next[item]) {
            if (erased[item]) {
                return true;
            }
        }
        return false;
    }

    /// The item of the slot that says exactly this, in this state if there is one; END if none.
    int saying(int slot, long token) {
        int found = END;
        for (int item = slot; item != END; item = next[item]) {
            if (BodyToken.same(tag[item]) == BodyToken.same(token)
                    && (found == END || BodyToken.body(tag[item]) == BodyToken.body(token))) {
                found = item;
            }
        }
        return found;
    }
}
