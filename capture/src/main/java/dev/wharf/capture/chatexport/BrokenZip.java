package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.CaptureBody;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// A zip without its directory: cut short by a failed transfer. Its entries are read from the start
/// up to the break; the entry at the break is read as far as it goes.
final class BrokenZip implements Container {
    private static final int MOST_ENTRIES = 200_000;

    private final CaptureBody body;
    private final ZipEntries entries = new ZipEntries();
    private final List<ChatText> texts;

    BrokenZip(String name, CaptureBody body) {
        this.body = body;
        entries.warn(
                "%s is damaged or cut short: it has no directory, and only what stands before the break was read"
                        .formatted(name));
        List<ZipEntries.Entry> found = scan();
        entries.add(found);
        texts = ChatTexts.choose(name, found, entries);
    }

    private List<ZipEntries.Entry> scan() {
        List<ZipEntries.Entry> found = new ArrayList<>();
        try (ZipArchiveInputStream zip = stream()) {
            ZipArchiveEntry entry = zip.getNextEntry();
            while (entry != null && found.size() < MOST_ENTRIES) {
                ZipArchiveEntry current = entry;
                int index = found.size();
                String problem = problem(zip, current);
                boolean whole = problem == null && skip(zip, current);
                boolean text = ZipEntries.name(current).endsWith(".txt");
                if (problem == null && !whole) {
                    problem = text ? null : "the zip is cut short within it";
                    entries.warn(
                            "entry \"%s\" is cut short"
                                    .formatted(ZipEntries.shown(ZipEntries.name(current))));
                }
                if (!current.isDirectory()) {
                    found.add(
                            new ZipEntries.Entry(
                                    ZipEntries.name(current),
                                    whole ? current.getSize() : -1,
                                    problem,
                                    current.getTimeLocal(),
                                    () -> open(current.getName(), index)));
                }
                entry = whole || problem != null ? zip.getNextEntry() : null;
            }
        } catch (IOException _) {
            // The break: everything before it is in the list.
        }
        return found;
    }

    private static @org.jspecify.annotations.Nullable String problem(
            ZipArchiveInputStream zip, ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return "it is encrypted in the zip";
        }
        return zip.canReadEntryData(entry) ? null : "it is compressed in a way that cannot be read";
    }

    private static boolean skip(ZipArchiveInputStream zip, ZipArchiveEntry entry) {
        byte[] buffer = new byte[64 * 1024];
        try {
            long read = 0;
            for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                read += n;
                if (ZipEntries.isBomb(read, zip.getCompressedCount())) {
                    return false;
                }
            }
            return entry.getSize() < 0 || read == entry.getSize();
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }

    private ZipArchiveInputStream stream() throws IOException {
        return new ZipArchiveInputStream(body.stream(), "UTF-8", true, true);
    }

    /// Reads anew from the start to the entry. Slow for many media, but damaged zips are rare.
    private InputStream open(String name, int index) throws IOException {
        ZipArchiveInputStream zip = stream();
        int at = 0;
        for (ZipArchiveEntry entry = zip.getNextEntry();
                entry != null;
                entry = zip.getNextEntry()) {
            if (entry.isDirectory()) {
                continue;
            }
            if (at++ == index) {
                return new UpToTheBreak(zip);
            }
        }
        zip.close();
        throw new EOFException(
                "entry %d (%s) is not there any more".formatted(index, ZipEntries.shown(name)));
    }

    @Override
    public List<ChatText> texts() {
        return texts;
    }

    @Override
    public ExportFiles files() {
        return entries;
    }

    @Override
    public List<String> warnings() {
        return entries.warnings();
    }

    @Override
    public void close() {}

    /// Ends quietly where the zip breaks off.
    private static final class UpToTheBreak extends InputStream {
        private final InputStream in;
        private boolean ended;

        UpToTheBreak(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (ended) {
                return -1;
            }
            try {
                int read = in.read(bytes, from, length);
                ended = read < 0;
                return read;
            } catch (IOException _) {
                ended = true;
                return -1;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
