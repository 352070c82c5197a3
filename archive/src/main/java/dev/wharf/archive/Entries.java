package dev.wharf.archive;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// The entries of a manifest, encoded; each is decoded when it is looked at.
///
/// A group is encoded by one thread and committed by another. Thousands of entries made by the
/// first would be far from the second's cache, and would be copied by every collection until their
/// turn comes; their bytes lie side by side and are a tenth of that. What is committed is thus what
/// a pack can be replayed from: an entry that could not be read back is never committed.
final class Entries implements Iterable<Entry> {
    private final byte[] encoded;
    private final int offset;
    private final int length;
    private final int count;

    /// @param encoded not changed any more
    Entries(byte[] encoded, int offset, int length, int count) {
        this.encoded = encoded;
        this.offset = offset;
        this.length = length;
        this.count = count;
    }

    int count() {
        return count;
    }

    /// In bytes.
    int length() {
        return length;
    }

    /// The entries, without their count.
    void writeTo(WireWriter out) {
        out.raw(encoded, offset, length);
    }

    @Override
    public Iterator<Entry> iterator() {
        WireReader in = new WireReader(encoded, offset, length);
        ManifestCodec.Deltas last = new ManifestCodec.Deltas();
        return new Iterator<>() {
            private int left = count;

            @Override
            public boolean hasNext() {
                if (left == 0 && in.hasMore()) {
                    throw WireReader.corrupt();
                }
                return left > 0;
            }

            @Override
            public Entry next() {
                if (left == 0) {
                    throw new NoSuchElementException();
                }
                left--;
                return ManifestCodec.entry(in, last);
            }
        };
    }
}
