package dev.wharf.connector.align;

import java.util.HashMap;
import java.util.Map;

/// A set of sequences: one bit each, in pages, so that it takes what it holds.
public final class Marks {
    private static final int PAGE_BITS = 12;
    private static final int WORDS = 1 << (PAGE_BITS - 6);

    private final Map<Long, long[]> pages = new HashMap<>();

    public void add(long sequence) {
        pages.computeIfAbsent(sequence >>> PAGE_BITS, _ -> new long[WORDS])[word(sequence)] |=
                1L << sequence;
    }

    public boolean contains(long sequence) {
        long[] page = pages.get(sequence >>> PAGE_BITS);
        return page != null && (page[word(sequence)] & 1L << sequence) != 0;
    }

    private static int word(long sequence) {
        return (int) (sequence >>> 6) & WORDS - 1;
    }
}
