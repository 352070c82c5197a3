package dev.wharf.connector.align;

import dev.wharf.core.archive.ItemRow;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One day of a chat in the archive: its slots by minute. A slot is one line of the chat: the item
/// that came first, and the items about it.
final class Slots {
    static final Slots NONE = new Slots(List.of());
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

    /// @param rows of one chat and day, by sequence
    Slots(List<ItemRow> rows) {
        int size = rows.size();
        second = new long[size];
        tag = new long[size];
        sequence = new long[size];
        sender = new int[size];
        erased = new boolean[size];
        next = new int[size];
        Arrays.fill(next, END);
        boolean[] about = new boolean[size];
        Map<Long, Integer> byTag = new HashMap<>();
        for (int i = 0; i < size; i++) {
            ItemRow row = rows.get(i);
            second[i] = row.time().getEpochSecond();
            tag[i] = row.id().tag();
            sequence[i] = row.sequence();
            sender[i] = row.sender();
            erased[i] = row.erased();
            byTag.put(tag[i], i);
            about[i] = row.target() != null && joined(row, byTag, i);
        }
        first =
                java.util.stream.IntStream.range(0, size)
                        .filter(i -> !about[i])
                        .boxed()
                        .sorted((a, b) -> Long.compare(minute(second[a]), minute(second[b])))
                        .mapToInt(Integer::intValue)
                        .toArray();
        firstMinute = Arrays.stream(first).mapToLong(i -> minute(second[i])).toArray();
    }

    private boolean joined(ItemRow row, Map<Long, Integer> byTag, int index) {
        var target = row.target();
        if (target == null
                || target.day() != row.id().day()
                || !target.conversation().equals(row.id().conversation())) {
            return false;
        }
        Integer slot = byTag.get(target.tag());
        if (slot == null || slot == index) {
            return false;
        }
        int last = slot;
        while (next[last] != END) {
            last = next[last];
        }
        next[last] = index;
        return true;
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
