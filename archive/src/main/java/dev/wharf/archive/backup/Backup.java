package dev.wharf.archive.backup;

import dev.wharf.archive.backup.BackupManifest.Entry;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.file.DurableFiles;
import dev.wharf.store.key.FileKeyVault;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Copies everything that cannot be made again to another place: packs, key store, blobs, ledger,
/// journal, configuration, and the vault as only the recovery key opens it.
///
/// A backup folder holds the newest state, and a second run copies only what is new. The manifest
/// is replaced last, in one step: a broken run leaves the backup as it was. What the new manifest
/// does not name is removed, so that keys which were destroyed since leave the backup too.
///
/// While [#run] works, archive and ledger must be at rest: closed, or held still. What never
/// changes once it is written can be copied before, with [#ahead], beside everybody's work; then
/// the rest takes a moment.
public final class Backup {
    /// In the order in which they are copied, each listed when its turn comes. The site may go on
    /// meanwhile: a copied record's body was there before the record, so it is found after it, and
    /// what was acknowledged is not ahead of what was copied.
    private static final List<String> ROOTS =
            List.of("config.yaml", "site/acknowledged", "site/journal", "archive", "site/media");

    private static final String SITE = "site/";
    private static final Set<String> DERIVED = Set.of("archive/index");

    /// While they are copied ahead, an erasure may remove some.
    private static final String BLOBS = "archive/blobs/";

    private static final String CATALOG = "archive/catalog.db";
    private static final List<String> WRITTEN_ONCE =
            List.of("archive/packs/", BLOBS, "site/media/");

    private final Path home;
    private final FileKeyVault vault;
    private final Clock clock;
    private final Progress progress;

    public Backup(Path home, FileKeyVault vault, Clock clock, Progress progress) {
        this.home = home;
        this.vault = vault;
        this.clock = clock;
        this.progress = progress;
    }

    /// @param files in the backup
    /// @param copied of them, those whose bytes were written now
    /// @param bytes in the backup
    /// @param removed objects that are not needed any more
    public record Report(
            Instant created, long files, long copied, long bytes, int removed, LedgerHead ledger) {}

    /// What was copied before the rest.
    ///
    /// @param written objects whose bytes were written, and read back
    public record Ahead(SortedMap<String, Entry> entries, Set<String> written) {
        static final Ahead NONE = new Ahead(new TreeMap<>(), Set.of());
    }

    /// Copies what never changes once it is written. The backup is as it was until [#run] has
    /// ended.
    ///
    /// @throws WharfException as [#run]
    public Ahead ahead(Path target) {
        try {
            SortedMap<String, Entry> previous = begin(target);
            BackupObjects objects = new BackupObjects(target);
            SortedMap<String, Entry> entries = new TreeMap<>();
            Set<String> written = new HashSet<>();
            List<Path> files = new ArrayList<>();
            for (String root : WRITTEN_ONCE) {
                files.addAll(files(root));
            }
            progress.begin("backup", files.size(), "files");
            for (Path file : files) {
                store(objects, file, previous, written)
                        .ifPresent(entry -> entries.put(name(file), entry));
                progress.advance(1);
            }
            readBack(objects, entries, false, written);
            return new Ahead(entries, written);
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot back up to " + target, failed);
        } finally {
            progress.end();
        }
    }

    private SortedMap<String, Entry> begin(Path target) throws IOException {
        requireConfirmed();
        requireElsewhere(target);
        DurableFiles.createDirectories(target);
        return previous(target);
    }

    /// @param ledger the head of the ledger at rest
    /// @param everything whether to read back every object, not only those written now
    /// @throws WharfException `NOT_ALLOWED` when the target is in the home or holds something else,
    ///   or nobody has confirmed the recovery key; `STORAGE_CORRUPT` when what was written cannot
    ///   be read back
    public Report run(Path target, LedgerHead ledger, boolean everything) {
        return run(target, ledger, everything, Ahead.NONE);
    }

    /// @param ahead what was copied before
    public Report run(Path target, LedgerHead ledger, boolean everything, Ahead ahead) {
        try {
            SortedMap<String, Entry> previous = new TreeMap<>(begin(target));
            previous.putAll(ahead.entries);
            return copy(target, previous, ledger, everything, ahead.written.size());
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot back up to " + target, failed);
        } finally {
            progress.end();
        }
    }

    private void requireConfirmed() {
        if (!vault.recoveryConfirmed()) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "nobody has confirmed the recovery key, without which no backup can be"
                            + " restored: run 'wharf keys confirm-recovery' first");
        }
    }

    private void requireElsewhere(Path target) throws IOException {
        Path real = real(target);
        Path own = home.toRealPath();
        if (real.startsWith(own) || own.startsWith(real)) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "%s lies in the home %s or around it: a backup belongs elsewhere"
                            .formatted(target, home));
        }
    }

    /// The real path of the nearest folder that exists, and the rest as given.
    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (Files.exists(absolute) || parent == null) {
            return absolute.toRealPath();
        }
        return real(parent).resolve(absolute.getFileName());
    }

    private SortedMap<String, Entry> previous(Path target) throws IOException {
        Optional<BackupManifest.Read> read = BackupManifest.read(target);
        if (read.isEmpty()) {
            try (Stream<Path> there = Files.list(target)) {
                if (there.anyMatch(file -> !file.endsWith("objects"))) {
                    throw new WharfException(
                            ErrorCode.NOT_ALLOWED,
                            target + " is neither empty nor a backup of this archive");
                }
            }
            return new TreeMap<>();
        }
        if (!read.get().manifest().archive().equals(vault.id())) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED, target + " holds the backup of another archive");
        }
        return read.get().manifest().files();
    }

    private Report copy(
            Path target,
            SortedMap<String, Entry> previous,
            LedgerHead ledger,
            boolean everything,
            int copiedAhead)
            throws IOException {
        BackupObjects objects = new BackupObjects(target);
        progress.begin("backup", -1, "files");
        SortedMap<String, Entry> entries = new TreeMap<>();
        Set<String> written = new HashSet<>();
        for (String root : ROOTS) {
            for (Path file : files(root)) {
                store(objects, file, previous, written)
                        .ifPresent(entry -> entries.put(name(file), entry));
                progress.advance(1);
            }
        }
        BackupObjects.Stored keys = objects.store(new ByteArrayInputStream(vault.recoveryCopy()));
        written.add(keys.sha256());
        Instant now = Instant.ofEpochMilli(clock.millis());
        entries.put(
                BackupManifest.VAULT, new Entry(keys.sha256(), keys.size(), now.toEpochMilli()));
        readBack(objects, entries, everything, written);

        BackupManifest manifest = new BackupManifest(vault.id(), now, ledger, entries);
        DurableFiles.write(
                target.resolve(BackupManifest.NAME),
                manifest.bytes(vault.current(KeyPurpose.BACKUP)));
        Set<String> named = new HashSet<>();
        entries.values().forEach(entry -> named.add(entry.sha256()));
        int removed = objects.retain(named);
        long bytes = entries.values().stream().mapToLong(Entry::size).sum();
        long copied = (long) copiedAhead + written.size();
        return new Report(now, entries.size(), copied, bytes, removed, ledger);
    }

    /// Empty for a file that is gone: the site has forgotten what the archive holds.
    private Optional<Entry> store(
            BackupObjects objects,
            Path file,
            SortedMap<String, Entry> previous,
            Set<String> written)
            throws IOException {
        String path = name(file);
        try {
            return Optional.of(store(objects, file, path, previous.get(path), written));
        } catch (NoSuchFileException e) {
            if (path.startsWith(SITE) || path.startsWith(BLOBS)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Entry store(
            BackupObjects objects,
            Path file,
            String path,
            @Nullable Entry known,
            Set<String> written)
            throws IOException {
        long size = Files.size(file);
        long modified = Files.getLastModifiedTime(file).toMillis();
        if (known != null
                && WRITTEN_ONCE.stream().anyMatch(path::startsWith)
                && known.size() == size
                && known.modified() == modified
                && objects.holds(known.sha256(), size)) {
            return known;
        }
        try (InputStream content = Files.newInputStream(file)) {
            BackupObjects.Stored stored = objects.store(content);
            if (stored.fresh()) {
                written.add(stored.sha256());
            }
            return new Entry(stored.sha256(), stored.size(), modified);
        }
    }

    private static void readBack(
            BackupObjects objects,
            SortedMap<String, Entry> entries,
            boolean everything,
            Set<String> written)
            throws IOException {
        for (var entry : entries.entrySet()) {
            String sha256 = entry.getValue().sha256();
            if ((everything || written.contains(sha256)) && !objects.sound(sha256)) {
                throw new WharfException(
                        ErrorCode.STORAGE_CORRUPT,
                        "the backup's copy of %s (%s) does not read back as it was written"
                                .formatted(entry.getKey(), objects.path(sha256)));
            }
        }
    }

    private List<Path> files(String root) throws IOException {
        List<Path> files = new ArrayList<>();
        Path start = home.resolve(root);
        if (Files.exists(start)) {
            try (Stream<Path> found = Files.walk(start)) {
                found.filter(Files::isRegularFile).filter(this::kept).forEach(files::add);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        files.sort(Comparator.comparing(this::name));
        return files;
    }

    private boolean kept(Path file) {
        String name = name(file);
        return !name.startsWith(CATALOG)
                && !name.endsWith(".tmp")
                && DERIVED.stream().noneMatch(folder -> name.startsWith(folder + "/"));
    }

    private String name(Path file) {
        return home.relativize(file).toString().replace('\\', '/');
    }
}
