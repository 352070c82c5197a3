package dev.wharf.capture.database;

import dev.wharf.capture.file.FolderPack;
import dev.wharf.capture.file.OpenZip;
import dev.wharf.capture.file.PackedFile;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.ContentDigest;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of a backup as they were handed over: one file, which is the capture; or a folder, of
/// which the capture is a [FolderPack] or any zip. For one thread.
public final class BackupFiles implements AutoCloseable {
    private static final Pattern SUM = Pattern.compile("(\\\\?)([0-9a-f]{64})  (.*)");

    private final @Nullable OpenZip zip;
    private final List<BackupFile> all;

    private BackupFiles(@Nullable OpenZip zip, List<BackupFile> all) {
        this.zip = zip;
        this.all = List.copyOf(all);
    }

    /// @param name of the capture
    /// @throws dev.wharf.core.error.WharfException `INPUT_HOSTILE` when it is a zip built to harm
    public static BackupFiles open(String name, CaptureBody body) throws IOException {
        boolean isZip;
        try (InputStream in = body.stream()) {
            isZip = OpenZip.isZip(in);
        }
        if (!isZip) {
            BackupFile file = new BackupFile(name, body.size(), null, body::stream, body, null);
            return new BackupFiles(null, List.of(file));
        }
        OpenZip zip = OpenZip.open(name, body, _ -> false);
        try {
            return new BackupFiles(zip, files(zip));
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static List<BackupFile> files(OpenZip zip) throws IOException {
        Map<String, ContentDigest> sums = sums(zip);
        List<BackupFile> files = new ArrayList<>();
        for (PackedFile file : zip.files()) {
            if (!file.name().equals(FolderPack.SUMS)) {
                files.add(
                        new BackupFile(
                                file.name().replace('\\', '/'),
                                file.size(),
                                sums.get(file.name()),
                                file::open,
                                file.stored(),
                                file.knownProblem()));
            }
        }
        return files;
    }

    private static Map<String, ContentDigest> sums(OpenZip zip) throws IOException {
        Map<String, ContentDigest> sums = new HashMap<>();
        for (PackedFile file : zip.files()) {
            if (file.name().equals(FolderPack.SUMS)) {
                try (BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
                    lines.lines().forEach(line -> sum(line, sums));
                }
            }
        }
        return sums;
    }

    private static void sum(String line, Map<String, ContentDigest> sums) {
        Matcher sum = SUM.matcher(line);
        if (sum.matches()) {
            String name = sum.group(1).isEmpty() ? sum.group(3) : unescaped(sum.group(3));
            sums.put(name, new ContentDigest(sum.group(2)));
        }
    }

    private static String unescaped(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && i + 1 < name.length()) {
                char next = name.charAt(++i);
                plain.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /// In the order in which they lie.
    public List<BackupFile> all() {
        return all;
    }

    /// @param path from the folder that was handed over; the case of letters does not matter
    public Optional<BackupFile> at(String path) {
        return all.stream().filter(file -> file.path().equalsIgnoreCase(path)).findFirst();
    }

    /// The files of that name, in any folder; the case of letters does not matter.
    public List<BackupFile> named(String name) {
        return all.stream().filter(file -> file.name().equalsIgnoreCase(name)).toList();
    }

    /// The write-ahead log of a database, which lies beside it.
    public Optional<BackupFile> wal(BackupFile database) {
        return at(database.path() + "-wal");
    }

    /// Why the pack is not whole, for a person; null when it is.
    public @Nullable String damage() {
        return zip == null ? null : zip.damage();
    }

    static String folded(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        if (zip != null) {
            zip.close();
        }
    }
}
