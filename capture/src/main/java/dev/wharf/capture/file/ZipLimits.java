package dev.wharf.capture.file;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.Comparator;
import java.util.List;

/// How far a zip is trusted. Exports of chats and deliveries of mails hold texts, which compress 30
/// times at best, and media, which hardly compress at all; what is far from that was built to harm.
public final class ZipLimits {
    /// WhatsApp exports 10,000 media at most, it is said; phones make zips of 65,535 files.
    public static final int MOST_ENTRIES = 200_000;

    private static final long LARGEST_DIRECTORY = 64L << 20;

    /// An entry beyond both is left out.
    private static final long ENTRY_SIZE = 64L << 20;

    private static final long ENTRY_RATIO = 200;

    /// A zip beyond both is refused.
    private static final long TOTAL_SIZE = 1L << 30;

    private static final long TOTAL_RATIO = 50;

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int END_64_LOCATOR = 0x07064b50;
    private static final int END_64_LOCATOR_SIZE = 20;
    private static final int HEADER = 0x02014b50;
    private static final int HEADER_SIZE = 46;
    private static final int LOCAL_HEADER_SIZE = 30;

    private ZipLimits() {}

    static boolean isBomb(long size, long compressed) {
        return size > ENTRY_SIZE && compressed >= 0 && size / Math.max(1, compressed) > ENTRY_RATIO;
    }

    /// @param unpacked bytes of all entries together
    static void checkTotal(String name, long unpacked, long zip) {
        if (unpacked < 0 || (unpacked > TOTAL_SIZE && unpacked / Math.max(1, zip) > TOTAL_RATIO)) {
            throw hostile(
                    name,
                    "its files would take more than %d times its own size".formatted(TOTAL_RATIO));
        }
    }

    static void checkCount(String name, long entries) {
        if (entries > MOST_ENTRIES) {
            throw hostile(name, "it holds more than %,d files".formatted(MOST_ENTRIES));
        }
    }

    /// Entries of an honest zip stand one behind the other.
    static void checkOverlap(String name, List<ZipArchiveEntry> entries) {
        List<ZipArchiveEntry> inPlace =
                entries.stream()
                        .sorted(Comparator.comparingLong(ZipArchiveEntry::getDataOffset))
                        .toList();
        for (int i = 1; i < inPlace.size(); i++) {
            ZipArchiveEntry before = inPlace.get(i - 1);
            long end = before.getDataOffset() + Math.max(0, before.getCompressedSize());
            if (end < 0 || end > inPlace.get(i).getDataOffset() - LOCAL_HEADER_SIZE) {
                throw hostile(name, "its files overlap, so that few bytes pose as many");
            }
        }
    }

    static WharfException hostile(String name, String why) {
        return new WharfException(
                ErrorCode.INPUT_HOSTILE,
                "%s is not the zip of an honest program: %s. Nothing of it was unpacked; get it again from where it came from, or unpack it yourself and import the folder"
                        .formatted(name, why));
    }

    /// Counts the entries of a zip's directory before a library makes an object of each. A zip
    /// without a directory passes.
    static void checkDirectory(String name, BodyChannel zip) throws IOException {
        long at = directory(zip);
        if (at < 0) {
            return;
        }
        zip.position(at);
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(Channels.newInputStream(zip), 1 << 16));
        byte[] header = new byte[HEADER_SIZE];
        long entries = 0;
        long length = 0;
        try {
            while (true) {
                in.readFully(header);
                ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
                if (fields.getInt(0) != HEADER) {
                    return;
                }
                int more = unsigned(fields, 28) + unsigned(fields, 30) + unsigned(fields, 32);
                in.skipNBytes(more);
                length += HEADER_SIZE + more;
                checkCount(name, ++entries);
                if (length > LARGEST_DIRECTORY) {
                    throw hostile(name, "its list of files is larger than 64 MiB");
                }
            }
        } catch (EOFException _) {
            // The library meets the same end and says so.
        }
    }

    /// Where the directory begins, found as the library finds it; -1 for nowhere.
    static long directory(BodyChannel zip) throws IOException {
        long size = zip.size();
        int length = (int) Math.min(size, END_SIZE + LONGEST_COMMENT + END_64_LOCATOR_SIZE);
        ByteBuffer tail = read(zip, size - length, length);
        for (int at = length - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                long end = size - length + at;
                long bytes = tail.getInt(at + 12) & 0xFFFFFFFFL;
                long offset = tail.getInt(at + 16) & 0xFFFFFFFFL;
                int locator = at - END_64_LOCATOR_SIZE;
                if (locator >= 0 && tail.getInt(locator) == END_64_LOCATOR) {
                    return directory64(zip, tail.getLong(locator + 8));
                }
                return Math.min(size, offset + Math.max(0, end - bytes - offset));
            }
        }
        return -1;
    }

    private static long directory64(BodyChannel zip, long end) throws IOException {
        if (end < 0 || end > zip.size() - 56) {
            return -1;
        }
        long offset = read(zip, end, 56).getLong(48);
        return offset < 0 || offset > zip.size() ? -1 : offset;
    }

    private static ByteBuffer read(BodyChannel zip, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        zip.position(at);
        while (bytes.hasRemaining()) {
            if (zip.read(bytes) < 0) {
                throw new EOFException();
            }
        }
        return bytes;
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xFFFF;
    }
}
