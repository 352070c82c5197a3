package dev.wharf.archive.backup;

import dev.wharf.archive.backup.BackupManifest.Entry;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.file.DurableFiles;
import dev.wharf.store.key.Custody;
import dev.wharf.store.key.FileKeyVault;
import dev.wharf.store.key.RecoveryKey;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Makes a home from a backup and its recovery key.
///
/// Every file is verified while it is copied into a folder beside the home, which takes the home's
/// place only when all is there: a restoration that fails leaves no home behind. Opening the
/// archive then makes catalog and index again, and erases anew what the list of destroyed keys
/// names.
public final class Restore {
    private static final String DESTROYED = "archive/keys/destroyed.log";
    private static final int RECORD = 64;

    private final Clock clock;
    private final SecureRandom random;
    private final Progress progress;

    public Restore(Clock clock, SecureRandom random, Progress progress) {
        this.clock = clock;
        this.random = random;
        this.progress = progress;
    }

    /// @param created when the backup was made
    /// @param ledger the ledger's head then: verify the restored ledger against it
    public record Report(Instant created, long files, long bytes, LedgerHead ledger) {}

    /// @param custody of the restored home
    /// @param destroyed a newer list of destroyed keys (`archive/keys/destroyed.log` of the lost
    ///   home, or of a newer backup); null for none
    /// @throws WharfException `NOT_ALLOWED` when the recovery key is the wrong one or the home is
    ///   not empty, `NOT_FOUND` when there is no backup, `STORAGE_CORRUPT` naming every damaged
    ///   file
    public Report run(
            Path backup, Path home, RecoveryKey key, Custody custody, @Nullable Path destroyed) {
        try {
            requireEmpty(home);
            BackupManifest.Read read =
                    BackupManifest.read(backup)
                            .orElseThrow(
                                    () ->
                                            new WharfException(
                                                    ErrorCode.NOT_FOUND,
                                                    "there is no backup in " + backup));
            byte[] vault = vault(backup, read.manifest());
            requireGenuine(read, vault, key);
            return restore(backup, home, read.manifest(), vault, key, custody, destroyed);
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot restore " + backup + " to " + home, failed);
        } finally {
            progress.end();
        }
    }

    private static void requireEmpty(Path home) throws IOException {
        if (Files.exists(home)) {
            try (Stream<Path> there = Files.list(home)) {
                if (there.anyMatch(file -> !file.endsWith("lock"))) {
                    throw new WharfException(
                            ErrorCode.NOT_ALLOWED,
                            home + " is not empty: restore into a new home, then compare");
                }
            }
        }
    }

    private static byte[] vault(Path backup, BackupManifest manifest) throws IOException {
        Entry entry = manifest.files().get(BackupManifest.VAULT);
        BackupObjects objects = new BackupObjects(backup);
        if (entry == null || !objects.sound(entry.sha256())) {
            throw damaged(List.of(BackupManifest.VAULT));
        }
        return Files.readAllBytes(objects.path(entry.sha256()));
    }

    private void requireGenuine(BackupManifest.Read read, byte[] vault, RecoveryKey key) {
        Path nowhere = Path.of("keys");
        try (FileKeyVault opened = FileKeyVault.inspect(vault, key, nowhere, clock, random)) {
            if (!read.genuine(opened.key(KeyPurpose.BACKUP, read.keyVersion()))) {
                throw new WharfException(
                        ErrorCode.STORAGE_CORRUPT,
                        "the backup's manifest was changed after it was made");
            }
        }
    }

    private Report restore(
            Path backup,
            Path home,
            BackupManifest manifest,
            byte[] vault,
            RecoveryKey key,
            Custody custody,
            @Nullable Path destroyed)
            throws IOException {
        Path absolute = home.toAbsolutePath().normalize();
        Path beside = absolute.resolveSibling(absolute.getFileName() + ".restoring");
        delete(beside);
        DurableFiles.createDirectories(beside);
        boolean done = false;
        try {
            long bytes = copyAll(new BackupObjects(backup), manifest, beside);
            FileKeyVault.restore(vault, key, beside.resolve("keys"), custody, clock, random)
                    .close();
            if (destroyed != null) {
                merge(destroyed, beside.resolve(DESTROYED));
            }
            delete(absolute);
            DurableFiles.move(beside, absolute);
            done = true;
            return new Report(
                    manifest.created(), manifest.files().size(), bytes, manifest.ledger());
        } finally {
            if (!done) {
                delete(beside);
            }
        }
    }

    private long copyAll(BackupObjects objects, BackupManifest manifest, Path beside)
            throws IOException {
        progress.begin("restore", manifest.files().size(), "files");
        List<String> damaged = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<String, Entry> file : manifest.files().entrySet()) {
            if (!file.getKey().equals(BackupManifest.VAULT)) {
                Path target = beside.resolve(file.getKey()).normalize();
                if (!target.startsWith(beside)) {
                    throw damaged(List.of(file.getKey()));
                }
                if (!copy(objects.path(file.getValue().sha256()), target, file.getValue())) {
                    damaged.add(file.getKey());
                }
                bytes += file.getValue().size();
            }
            progress.advance(1);
        }
        if (!damaged.isEmpty()) {
            throw damaged(damaged);
        }
        return bytes;
    }

    private static boolean copy(Path object, Path target, Entry entry) throws IOException {
        if (!Files.isRegularFile(object)) {
            return false;
        }
        Path folder = Optional.ofNullable(target.getParent()).orElseThrow();
        DurableFiles.createDirectories(folder);
        MessageDigest digest = BackupObjects.sha256();
        try (InputStream in = Files.newInputStream(object);
                FileChannel out = DurableFiles.create(target)) {
            byte[] block = new byte[256 * 1024];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
                ByteBuffer bytes = ByteBuffer.wrap(block, 0, n);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            out.force(true);
        }
        DurableFiles.syncDirectory(folder);
        return HexFormat.of().formatHex(digest.digest()).equals(entry.sha256());
    }

    /// Appends the records of a newer list that the restored one lacks. The archive reads both by
    /// the items' ids and erases again what has come back.
    private static void merge(Path newer, Path restored) throws IOException {
        byte[] more = Files.readAllBytes(newer);
        byte[] have = Files.exists(restored) ? Files.readAllBytes(restored) : new byte[0];
        Set<String> known = new HashSet<>(records(have));
        Path folder = Optional.ofNullable(restored.getParent()).orElseThrow();
        DurableFiles.createDirectories(folder);
        try (FileChannel out =
                Files.exists(restored)
                        ? FileChannel.open(restored, StandardOpenOption.WRITE)
                        : DurableFiles.create(restored)) {
            long at = (long) have.length - have.length % RECORD;
            for (String record : records(more)) {
                if (known.add(record)) {
                    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(record));
                    while (bytes.hasRemaining()) {
                        at += out.write(bytes, at);
                    }
                }
            }
            out.force(true);
        }
    }

    private static List<String> records(byte[] list) {
        List<String> records = new ArrayList<>();
        for (int at = 0; at + RECORD <= list.length; at += RECORD) {
            records.add(HexFormat.of().formatHex(list, at, at + RECORD));
        }
        return records;
    }

    private static WharfException damaged(List<String> files) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "the backup's copies of these files are missing or damaged: "
                        + String.join(", ", files.subList(0, Math.min(10, files.size())))
                        + (files.size() > 10 ? " and %d more".formatted(files.size() - 10) : "")
                        + "; nothing was restored");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
