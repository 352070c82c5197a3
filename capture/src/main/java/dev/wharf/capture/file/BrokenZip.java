package dev.wharf.capture.file;

import dev.wharf.core.capture.CaptureBody;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;

/// A zip without its directory: cut short by a failed transfer. Its entries are read from the start
/// up to the break; the entry at the break is read as far as it goes.
final class BrokenZip implements OpenZip {
    private static final String CUT = "the zip is cut short or damaged within it";
    private static final int BUFFER = 64 * 1024;

    private final String name;
    private final CaptureBody body;
    private final Predicate<String> evenCut;
    private final List<PackedFile> files;

    BrokenZip(String name, CaptureBody body, Predicate<String> evenCut) {
        this.name = name;
        this.body = body;
        this.evenCut = evenCut;
        this.files = List.copyOf(scan());
    }

    private List<PackedFile> scan() {
        List<PackedFile> found = new ArrayList<>();
        long unpacked = 0;
        try (ZipArchiveInputStream zip = new ZipArchiveInputStream(from(0), "UTF-8", true, false)) {
            ZipArchiveEntry entry = zip.getNextEntry();
            while (entry != null) {
                ZipArchiveEntry current = entry;
                ZipLimits.checkCount(name, found.size());
                String problem = problem(zip, current);
                long size = problem == null ? size(zip, unpacked) : 0;
                unpacked += size;
                // Sizes and checksums may stand behind the content, and are known only then.
                entry = size < 0 ? null : next(zip);
                if (!current.isDirectory()) {
                    found.add(entry(current, problem, size < 0));
                }
            }
        } catch (IOException _) {
            // The break: everything before it is in the list.
        }
        return found;
    }

    private static @Nullable String problem(ZipArchiveInputStream zip, ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return WholeZip.ENCRYPTED;
        }
        boolean known =
                entry.getMethod() == ZipEntry.STORED || entry.getMethod() == ZipEntry.DEFLATED;
        return known && zip.canReadEntryData(entry) ? null : WholeZip.UNSUPPORTED;
    }

    /// @param before bytes unpacked before
    /// @return the size of the entry's content, -1 when it cannot be read to its end
    private long size(ZipArchiveInputStream zip, long before) {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try {
            for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                size += n;
                ZipLimits.checkTotal(name, before + size, zip.getBytesRead());
            }
            return size;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException _) {
            return -1;
        }
    }

    private static @Nullable ZipArchiveEntry next(ZipArchiveInputStream zip) {
        try {
            return zip.getNextEntry();
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException _) {
            return null;
        }
    }

    private PackedFile entry(ZipArchiveEntry entry, @Nullable String problem, boolean cut) {
        String entryName = OpenZip.name(entry);
        long at = entry.getDataOffset();
        return new PackedFile(
                entryName,
                entry.getSize(),
                entry.getCrc(),
                problem == null && cut && !evenCut.test(entryName) ? CUT : problem,
                entry.getTimeLocal(),
                () -> open(at, entry.getSize(), entry.getMethod()),
                null);
    }

    private InputStream open(long at, long size, int method) throws IOException {
        InputStream in = from(at);
        if (method != ZipEntry.STORED) {
            return new Inflating(in);
        }
        return new Bounded(in, size);
    }

    private InputStream from(long at) throws IOException {
        BodyChannel channel = BodyChannel.open(body);
        try {
            channel.position(at);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
    }

    /// Lets go of the inflater's memory when it is closed.
    static final class Inflating extends InflaterInputStream {
        Inflating(InputStream in) {
            super(in, new Inflater(true), BUFFER);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    /// Ends after so many bytes.
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long size) {
            super(in);
            left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int n = super.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }
    }

    @Override
    public List<PackedFile> files() {
        return files;
    }

    @Override
    public String damage() {
        return "the zip breaks off, and only what stands before the break can be read";
    }

    @Override
    public void close() {}
}
