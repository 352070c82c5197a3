package dev.wharf.capture.chatexport;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/// The files of a zip by the names under which a chat speaks of them.
final class ZipEntries implements ExportFiles {
    /// Of 200,000 files with long names.
    private static final int LONGEST_SUMS = 64 * 1024 * 1024;

    private static final int MOST_NAMED = 20;
    private static final String UNREADABLE = CheckedEntryStream.BROKEN;

    /// For one thread.
    static final class Entry implements MediaFile {
        private final String name;
        private final long size;
        private final long checksum;
        private final LocalDateTime written;
        private final CheckedEntryStream.Opener opener;
        private @Nullable String problem;
        private boolean checked;
        private boolean foundDamaged;

        /// @param size of the content in bytes, -1 when unknown
        /// @param checksum -1 when unknown
        /// @param problem why it cannot be read, null when it may be
        /// @param written by the clock of the zip
        Entry(
                String name,
                long size,
                long checksum,
                @Nullable String problem,
                LocalDateTime written,
                CheckedEntryStream.Opener opener) {
            this.name = name;
            this.size = size;
            this.checksum = checksum;
            this.problem = problem;
            this.checked = problem != null;
            this.written = written;
            this.opener = opener;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long size() {
            return size;
        }

        LocalDateTime written() {
            return written;
        }

        /// What the zip says of it, before its content is read.
        @Nullable String knownProblem() {
            return problem;
        }

        @Override
        public @Nullable String problem() {
            if (!checked) {
                checked = true;
                try (InputStream in = open()) {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    problem = e instanceof DamagedEntryException ? e.getMessage() : UNREADABLE;
                    foundDamaged = true;
                }
            }
            return problem;
        }

        @Override
        public InputStream open() throws IOException {
            if (checked && problem != null) {
                throw new DamagedEntryException(problem, true, null);
            }
            return new CheckedEntryStream(opener, size, checksum);
        }
    }

    private final NameIndex<Entry> index = new NameIndex<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();
    private final List<Entry> files = new ArrayList<>();
    private String sums = "";

    void add(List<Entry> entries) {
        files.addAll(entries);
        for (Entry entry : entries) {
            if (entry.knownProblem() != null) {
                warn(
                        "entry \"%s\" is left out: %s"
                                .formatted(shown(entry.name()), entry.knownProblem()));
            }
            if (entry.name().contains("..")
                    || entry.name().startsWith("/")
                    || entry.name().contains("\\")) {
                warn(
                        "entry \"%s\" has a name that points outside; only its last part is used"
                                .formatted(shown(entry.name())));
            }
            String base = base(entry.name());
            if (!index.add(base, entry)) {
                warn(
                        "there are two entries named \"%s\"; the first is used"
                                .formatted(shown(base)));
            }
        }
    }

    /// Takes the list of digests out of the entries of a folder that [FolderPack] packed.
    ///
    /// @return whether it is one
    boolean takeSums(List<Entry> entries) {
        if (entries.isEmpty() || !entries.getFirst().name().equals(FolderPack.SUMS)) {
            return false;
        }
        try (InputStream in = entries.removeFirst().open()) {
            sums = new String(in.readNBytes(LONGEST_SUMS), StandardCharsets.UTF_8);
        } catch (IOException _) {
            sums = "";
        }
        return true;
    }

    /// Says what was taken together, and the digest by which its text can be found again.
    void noteFolder(List<ChatText> texts, int files) {
        for (ChatText text : texts) {
            String line = "  %s".formatted(text.name());
            sums.lines()
                    .filter(sum -> sum.endsWith(line) && sum.length() == 64 + line.length())
                    .forEach(
                            sum ->
                                    warn(
                                            "%s lay in a folder with media: it (SHA-256 %s) and the %d files that it says were sent are kept together as one zip, with their digests; other files of the folder were not taken"
                                                    .formatted(
                                                            shown(text.name()),
                                                            sum.substring(0, 64),
                                                            files - 1)));
        }
    }

    void warn(String warning) {
        if (warnings.size() < 100) {
            warnings.add(warning);
        }
    }

    /// What was found out so far, in files that were looked into as well.
    List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        List<Entry> damaged = files.stream().filter(entry -> entry.foundDamaged).toList();
        damaged.stream()
                .limit(MOST_NAMED)
                .forEach(
                        entry ->
                                all.add(
                                        "\"%s\" is missing: %s"
                                                .formatted(shown(entry.name()), entry.problem())));
        if (damaged.size() > MOST_NAMED) {
            all.add("and %d more files are damaged".formatted(damaged.size() - MOST_NAMED));
        }
        return all;
    }

    /// Notes what the zip lacks of what chats it held.
    void damage(String what) {
        if (damages.size() < 100) {
            damages.add(what);
        }
    }

    List<String> damages() {
        return damages;
    }

    @Override
    public @Nullable MediaFile find(String name) {
        return index.find(name);
    }

    @Override
    public boolean anyEndsWith(String extension) {
        return index.hasExtension(extension);
    }

    @Override
    public String absence() {
        return sums.isEmpty()
                ? "the zip holds no file of this name"
                : "no file of this name lay beside the chat's text";
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

    static String shown(String name) {
        return Marks.plain(name).replaceAll("\\p{Cntrl}", "?");
    }
}
