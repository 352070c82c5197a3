package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.FolderPack;
import dev.wharf.capture.file.OpenZip;
import dev.wharf.capture.file.PackedFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The files of a zip by the names under which a chat speaks of them.
final class ZipEntries implements ExportFiles {
    /// Of 200,000 files with long names.
    private static final int LONGEST_SUMS = 64 * 1024 * 1024;

    private static final int MOST_NAMED = 20;

    private final NameIndex<PackedFile> index = new NameIndex<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();
    private final List<PackedFile> files = new ArrayList<>();
    private String sums = "";

    void add(List<PackedFile> entries) {
        files.addAll(entries);
        for (PackedFile entry : entries) {
            if (entry.knownProblem() != null) {
                warn(
                        "entry \"%s\" is left out: %s"
                                .formatted(shown(entry.name()), entry.knownProblem()));
            }
            if (OpenZip.pointsOutside(entry.name())) {
                warn(
                        "entry \"%s\" has a name that points outside; only its last part is used"
                                .formatted(shown(entry.name())));
            }
            String base = OpenZip.base(entry.name());
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
    boolean takeSums(List<PackedFile> entries) {
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
        List<PackedFile> damaged = files.stream().filter(PackedFile::foundDamaged).toList();
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
    public @Nullable PackedFile find(String name) {
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

    static String shown(String name) {
        return Marks.plain(name).replaceAll("\\p{Cntrl}", "?");
    }
}
