package dev.wharf.archive;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// Where the groups of a full pack stand, so that it can be read without the catalog and without
/// walking it.
///
/// ```
/// footer = magic "WEND"(4) version(2: 1) zero(2) groups(4) entry* digest of the last group(32)
///          CRC32C(4) length of all this(4) magic "DNEW"(4)
/// entry  = offset(8) group(8) first sequence(8) items(4)
/// ```
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record PackFooter(List<Entry> entries, byte[] lastDigest) {
    private static final int MAGIC = 0x57454e44;
    private static final int END = 0x444e4557;
    private static final int VERSION = 1;
    private static final int FIXED = 12 + 32 + 12;
    private static final int ENTRY = 28;
    private static final int MAX = 1 << 28;

    record Entry(long offset, long group, long firstSequence, int items) {}

    PackFooter {
        entries = List.copyOf(entries);
    }

    ByteBuffer encode() {
        ByteBuffer out = ByteBuffer.allocate(FIXED + entries.size() * ENTRY);
        out.putInt(MAGIC).putShort((short) VERSION).putShort((short) 0).putInt(entries.size());
        for (Entry entry : entries) {
            out.putLong(entry.offset()).putLong(entry.group());
            out.putLong(entry.firstSequence()).putInt(entry.items());
        }
        out.put(lastDigest);
        return out.putInt(crc(out.array(), out.position()))
                .putInt(out.capacity())
                .putInt(END)
                .flip();
    }

    /// The footer that ends a pack, null when there is none.
    static @Nullable PackFooter read(Pack pack) throws IOException {
        long size = pack.size();
        if (size < Pack.HEADER + FIXED) {
            return null;
        }
        ByteBuffer tail = ByteBuffer.wrap(pack.read(size - 8, 8));
        int length = tail.getInt();
        if (tail.getInt() != END || length < FIXED || length > MAX || length > size - Pack.HEADER) {
            return null;
        }
        byte[] bytes = pack.read(size - length, length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getInt() != MAGIC
                || in.getInt(length - 12) != crc(bytes, length - 12)
                || in.getInt(8) != (length - FIXED) / ENTRY) {
            return null;
        }
        in.position(12);
        List<Entry> entries = new ArrayList<>();
        for (int n = (length - FIXED) / ENTRY; n > 0; n--) {
            entries.add(new Entry(in.getLong(), in.getLong(), in.getLong(), in.getInt()));
        }
        byte[] last = new byte[32];
        in.get(last);
        return new PackFooter(entries, last);
    }

    /// Where the footer begins.
    long start(Pack pack) throws IOException {
        return pack.size() - FIXED - (long) entries.size() * ENTRY;
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
