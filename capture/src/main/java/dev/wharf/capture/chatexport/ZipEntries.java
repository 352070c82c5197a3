package dev.wharf.capture.chatexport;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The files of a zip by the names under which a chat speaks of them.
final class ZipEntries implements ExportFiles {
    /// Real media hardly compress; a text of nothing but short messages reaches 30.
    private static final long MOST_RATIO = 200;

    private static final long SMALL = 64L * 1024 * 1024;

    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /// @param size of the content in bytes, -1 when unknown
    /// @param problem why it cannot be read, null when it can
    /// @param written by the clock of the zip
    record Entry(
            String name,
            long size,
            @Nullable String problem,
            LocalDateTime written,
            Source source) {
        InputStream open() throws IOException {
            if (problem != null) {
                throw new IOException(problem);
            }
            return new LimitedStream(source.open(), size);
        }
    }

    private final Map<String, Entry> byName = new HashMap<>();
    private final Map<String, Entry> byLooseName = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

    void add(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.problem() != null) {
                warn(
                        "entry \"%s\" is left out: %s"
                                .formatted(shown(entry.name()), entry.problem()));
            }
            if (entry.name().contains("..")
                    || entry.name().startsWith("/")
                    || entry.name().contains("\\")) {
                warn(
                        "entry \"%s\" has a name that points outside; only its last part is used"
                                .formatted(shown(entry.name())));
            }
            String base = base(entry.name());
            if (byName.putIfAbsent(exact(base), entry) != null) {
                warn(
                        "there are two entries named \"%s\"; the first is used"
                                .formatted(shown(base)));
            }
            byLooseName.putIfAbsent(loose(base), entry);
        }
    }

    void warn(String warning) {
        if (warnings.size() < 100) {
            warnings.add(warning);
        }
    }

    List<String> warnings() {
        return warnings;
    }

    @Override
    public @Nullable MediaFile find(String name) {
        Entry entry = byName.get(exact(name));
        entry = entry == null ? byLooseName.get(loose(name)) : entry;
        return entry == null
                ? null
                : new MediaFile(entry.name(), entry.size(), entry.problem(), entry::open);
    }

    @Override
    public boolean any() {
        return !byName.isEmpty();
    }

    @Override
    public String absence() {
        return "the zip holds no file of this name";
    }

    static boolean isBomb(long size, long compressed) {
        return size > SMALL && compressed >= 0 && size / Math.max(1, compressed) > MOST_RATIO;
    }

    /// Names are in UTF-8 whether their entry says so or not; those that are not, in the character
    /// set of DOS.
    static String name(ZipArchiveEntry entry) {
        byte[] raw = entry.getRawName();
        if (raw == null) {
            return entry.getName();
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
        } catch (CharacterCodingException _) {
            return new String(raw, Charset.forName("IBM437"));
        }
    }

    static String base(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static String exact(String name) {
        return Normalizer.normalize(Marks.plain(name), Normalizer.Form.NFC);
    }

    /// Without case, and with the characters that file systems do not take as one.
    private static String loose(String name) {
        return exact(name).toLowerCase(Locale.ROOT).replaceAll("[\\\\/:*?\"<>|_\\s-]+", "_");
    }

    static String shown(String name) {
        return Marks.plain(name).replaceAll("\\p{Cntrl}", "?");
    }
}
