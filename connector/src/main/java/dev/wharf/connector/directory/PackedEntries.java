package dev.wharf.connector.directory;

import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// Many entries in one array of bytes, of which one at a time becomes an object: two hundred
/// thousand of them take some tens of megabytes. Immutable; for many threads.
final class PackedEntries {
    private final byte[] bytes;
    private final int[] offsets;

    private PackedEntries(byte[] bytes, int[] offsets) {
        this.bytes = bytes;
        this.offsets = offsets;
    }

    /// For one thread.
    static final class Builder {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        private final DataOutputStream out = new DataOutputStream(bytes);
        private int[] offsets = new int[1024];
        private int size;

        /// @return its place
        int add(DirectoryEntry entry) {
            if (size == TextIndex.MOST_ENTRIES) {
                throw refused("it has more than %d users".formatted(size));
            }
            if (size == offsets.length) {
                offsets = Arrays.copyOf(offsets, size * 2);
            }
            offsets[size] = bytes.size();
            try {
                EntryCodec.write(entry, out);
            } catch (IOException tooLong) {
                throw refused("the user %s has a value beyond 64 KiB".formatted(entry.mailbox()));
            }
            return size++;
        }

        PackedEntries build() {
            return new PackedEntries(bytes.toByteArray(), Arrays.copyOf(offsets, size));
        }

        private static WharfException refused(String why) {
            return new WharfException(
                    ErrorCode.SOURCE_REFUSED, "cannot take the directory: " + why);
        }
    }

    int size() {
        return offsets.length;
    }

    DirectoryEntry get(int place) {
        int from = offsets[place];
        try {
            return EntryCodec.read(
                    new DataInputStream(
                            new ByteArrayInputStream(bytes, from, bytes.length - from)));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
