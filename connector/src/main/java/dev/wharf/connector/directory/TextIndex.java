package dev.wharf.connector.directory;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// From a text to the entries that may have it, in eight bytes each: forty bits of a digest, then
/// the entry. Whoever asks looks whether an entry really has the text. Immutable; for many threads.
final class TextIndex {
    static final int MOST_ENTRIES = 1 << 24;

    private static final int ENTRY_BITS = 24;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long[] sorted;

    private TextIndex(long[] sorted) {
        this.sorted = sorted;
    }

    /// For one thread.
    static final class Builder {
        private long[] keys = new long[16];
        private int size;

        void add(String text, int entry) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size * 2);
            }
            keys[size++] = key(text) | entry;
        }

        TextIndex build() {
            long[] all = Arrays.copyOf(keys, size);
            Arrays.sort(all);
            return new TextIndex(Arrays.stream(all).distinct().toArray());
        }
    }

    /// Entries that may have the text, in their order, each once.
    IntStream candidates(String text) {
        long from = key(text);
        int at = Arrays.binarySearch(sorted, from);
        int first = at < 0 ? -at - 1 : at;
        return IntStream.iterate(
                        first,
                        i -> i < sorted.length && sorted[i] >>> ENTRY_BITS == from >>> ENTRY_BITS,
                        i -> i + 1)
                .map(i -> (int) (sorted[i] & (MOST_ENTRIES - 1)));
    }

    /// Every entry that may share a text with another one.
    void shared(IntConsumer each) {
        for (int i = 0; i < sorted.length; i++) {
            long digest = sorted[i] >>> ENTRY_BITS;
            boolean before = i > 0 && sorted[i - 1] >>> ENTRY_BITS == digest;
            boolean after = i + 1 < sorted.length && sorted[i + 1] >>> ENTRY_BITS == digest;
            if (before || after) {
                each.accept((int) (sorted[i] & (MOST_ENTRIES - 1)));
            }
        }
    }

    /// The digest in the upper forty bits but one: keys stay positive, so that they sort.
    private static long key(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash ^= hash >>> 29;
        long digest = (hash * FNV_PRIME) >>> ENTRY_BITS;
        return (digest << ENTRY_BITS) & Long.MAX_VALUE;
    }
}
