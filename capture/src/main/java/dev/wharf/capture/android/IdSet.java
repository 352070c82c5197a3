package dev.wharf.capture.android;

import java.util.Arrays;

/// Row ids, eight bytes each, asked for mostly in ascending order. For one thread.
final class IdSet {
    private long[] ids = new long[16];
    private int size;
    private int at;

    /// @param id greater than every one before; others are ignored
    void add(long id) {
        if (size > 0 && id <= ids[size - 1]) {
            return;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        ids[size++] = id;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    boolean has(long id) {
        if (size == 0) {
            return false;
        }
        if (ids[at] < id) {
            // Messages come in the order of their ids, almost: the next one is near.
            int next = at + 1;
            if (next < size && ids[next] < id) {
                at = place(next, size, id);
            } else if (next < size) {
                at = next;
            }
        } else if (ids[at] > id && at > 0 && ids[at - 1] >= id) {
            at = place(0, at, id);
        }
        return ids[at] == id;
    }

    private int place(int from, int to, long id) {
        int found = Arrays.binarySearch(ids, from, to, id);
        return found >= 0 ? found : Math.min(-found - 1, size - 1);
    }
}
