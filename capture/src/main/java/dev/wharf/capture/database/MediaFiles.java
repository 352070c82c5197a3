package dev.wharf.capture.database;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Finds the media of a backup: where the database says they lie, or, when they were moved, by what
/// is in them. A path in a database begins anywhere (`Media/…`,
/// `/storage/emulated/0/WhatsApp/Media/…`), and so does one in a pack: the longest common end
/// decides. For one thread.
public final class MediaFiles {
    private final Map<String, List<BackupFile>> byName = new HashMap<>();
    private final Map<ContentDigest, BackupFile> byDigest = new HashMap<>();
    private final Map<BackupFile, ContentDigest> read = new HashMap<>();
    private final boolean any;

    /// @param files those that can be media: all but databases and keys
    public MediaFiles(List<BackupFile> files) {
        any = !files.isEmpty();
        for (BackupFile file : files) {
            byName.computeIfAbsent(BackupFiles.folded(file.name()), _ -> new ArrayList<>(1))
                    .add(file);
            if (file.digest() != null) {
                byDigest.putIfAbsent(file.digest(), file);
            }
        }
    }

    /// What came of looking for a file.
    public sealed interface Found {

        /// @param moved whether it lies elsewhere than the database says
        /// @param verified whether its digest is the one in the database; false when that has none
        record There(BackupFile file, ContentOpener opener, boolean moved, boolean verified)
                implements Found {}

        /// @param reason for a person: `not among the files that were handed over`
        record Missing(String reason) implements Found {}
    }

    /// @param path as the database has it; null when it has none
    /// @param digest as the database has it; null when it has none
    public Found find(@Nullable String path, @Nullable ContentDigest digest) throws IOException {
        if (!any) {
            return new Found.Missing("no media were handed over with the database");
        }
        BackupFile there = path == null ? null : at(path);
        if (there != null && there.problem() == null) {
            if (digest == null) {
                return new Found.There(there, there.content()::open, false, false);
            }
            if (digest.equals(digest(there))) {
                return new Found.There(there, there.content()::open, false, true);
            }
        }
        BackupFile moved = digest == null ? null : byDigest.get(digest);
        if (moved != null && moved.problem() == null) {
            return new Found.There(moved, moved.content()::open, true, true);
        }
        if (there == null) {
            return new Found.Missing(
                    path == null
                            ? "the phone had not loaded it"
                            : "not among the files that were handed over");
        }
        return new Found.Missing(
                there.problem() == null
                        ? "another file lies in its place: its digest is not the one that the database gives"
                        : there.problem());
    }

    /// The file whose path has the longest end in common with the one given, at least its name.
    private @Nullable BackupFile at(String path) {
        String[] asked = parts(path);
        BackupFile best = null;
        int most = 0;
        for (BackupFile file : byName.getOrDefault(asked[asked.length - 1], List.of())) {
            int common = common(asked, parts(file.path()));
            if (common > most) {
                most = common;
                best = file;
            }
        }
        return best;
    }

    private static String[] parts(String path) {
        String[] parts = BackupFiles.folded(path.replace('\\', '/')).split("/");
        return parts.length == 0 ? new String[] {""} : parts;
    }

    private static int common(String[] a, String[] b) {
        int n = 0;
        while (n < a.length && n < b.length && a[a.length - 1 - n].equals(b[b.length - 1 - n])) {
            n++;
        }
        return n;
    }

    /// From the pack's list; where there is none, read once.
    private ContentDigest digest(BackupFile file) throws IOException {
        if (file.digest() != null) {
            return file.digest();
        }
        ContentDigest known = read.get(file);
        if (known == null) {
            known = digestOf(file);
            read.put(file, known);
            byDigest.putIfAbsent(known, file);
        }
        return known;
    }

    private static ContentDigest digestOf(BackupFile file) throws IOException {
        try (InputStream in = file.content().open()) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
            return new ContentDigest(HexFormat.of().formatHex(sha256.digest()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
