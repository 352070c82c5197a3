package dev.wharf.connector.intake;

import java.util.Arrays;

/// A set of 64-bit digests in open addressing: about twelve bytes each, whatever their number. For
/// one thread.
final class SeenKeys {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] table = new long[1 << 10];
    private int size;

    /// Never 0. FNV-1a over the characters, mixed so that its low bits differ too.
    static long hash(String text) {
        long hash = FNV_BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }

    void add(long key) {
        if (size * 4L > table.length * 3L) {
            grow();
        }
        int place = place(key);
        if (table[place] == 0) {
            table[place] = key;
            size++;
        }
    }

    boolean contains(long key) {
        return table[place(key)] == key;
    }

    /// Where it is, or would be.
    private int place(long key) {
        int place = (int) key & (table.length - 1);
        while (table[place] != 0 && table[place] != key) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] before = table;
        table = new long[before.length * 2];
        Arrays.stream(before).filter(key -> key != 0).forEach(key -> table[place(key)] = key);
    }
}
