package dev.wharf.capture.ios;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.MediaFiles;
import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.DamagedEntryException;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The databases of one backup as working copies, and what else lies beside them. For one thread.
final class Stores implements AutoCloseable {
    private final Map<StoreKind, WorkingCopy> copies = new EnumMap<>(StoreKind.class);
    private final List<String> oddities = new ArrayList<>();
    private final Set<BackupFile> databases = new HashSet<>();
    private final WorkingFolder working;
    private final List<BackupFile> files;

    private Stores(WorkingFolder working, List<BackupFile> files) {
        this.working = working;
        this.files = files;
    }

    /// Empty when there is no database of chats among the files.
    ///
    /// @throws WharfException `INPUT_UNREADABLE` when it is there and cannot be read
    static Optional<Stores> open(WorkingFolder working, List<BackupFile> files) throws IOException {
        Stores stores = new Stores(working, files);
        try {
            stores.find();
        } catch (IOException | RuntimeException e) {
            stores.close();
            throw e;
        }
        if (stores.copies.containsKey(StoreKind.CHATS)) {
            return Optional.of(stores);
        }
        stores.close();
        return Optional.empty();
    }

    private void find() throws IOException {
        for (StoreKind kind : StoreKind.values()) {
            for (BackupFile file : files) {
                if (kind.isNamed(file.name())) {
                    take(file);
                }
            }
        }
        for (BackupFile file : files) {
            if (!copies.containsKey(StoreKind.CHATS) && !isMedia(file)) {
                take(file);
            }
        }
    }

    private static boolean isMedia(BackupFile file) {
        return file.path().contains("Media/") || file.path().endsWith("-wal");
    }

    private void take(BackupFile file) throws IOException {
        if (databases.contains(file) || !isDatabase(file)) {
            return;
        }
        databases.add(file);
        if (file.problem() != null) {
            oddities.add("%s is not whole: %s".formatted(file.name(), file.problem()));
        }
        WorkingCopy copy;
        try {
            copy =
                    WorkingCopy.make(
                            working,
                            file.name(),
                            WorkingCopy.copyOf(file.content()),
                            wal(file).map(BackupFile::content).orElse(null));
        } catch (DamagedEntryException e) {
            if (StoreKind.CHATS.isNamed(file.name())) {
                throw unreadable(file, e);
            }
            oddities.add("%s is damaged and was left out".formatted(file.name()));
            return;
        } catch (WharfException e) {
            if (e.code() != ErrorCode.INPUT_UNREADABLE || StoreKind.CHATS.isNamed(file.name())) {
                throw e;
            }
            oddities.add("%s is damaged and was left out".formatted(file.name()));
            return;
        }
        StoreKind kind = StoreKind.of(copy.schema());
        if (kind == null || copies.putIfAbsent(kind, copy) != null) {
            copy.close();
            if (kind != null) {
                oddities.add(
                        "%s holds the same as another file, which was read in its place"
                                .formatted(file.path()));
            }
        }
    }

    private static boolean isDatabase(BackupFile file) throws IOException {
        try (InputStream in = file.content().open()) {
            return WorkingCopy.isDatabase(in);
        } catch (DamagedEntryException e) {
            if (StoreKind.CHATS.isNamed(file.name())) {
                throw unreadable(file, e);
            }
            return false;
        }
    }

    private static WharfException unreadable(BackupFile file, DamagedEntryException e) {
        return new WharfException(
                ErrorCode.INPUT_UNREADABLE,
                "%s cannot be read: %s. Make the backup again"
                        .formatted(
                                file.name(),
                                file.problem() == null ? e.getMessage() : file.problem()),
                e);
    }

    private Optional<BackupFile> wal(BackupFile database) {
        return files.stream()
                .filter(file -> file.path().equalsIgnoreCase(database.path() + "-wal"))
                .findFirst();
    }

    WorkingCopy chats() {
        return Objects.requireNonNull(copies.get(StoreKind.CHATS));
    }

    @Nullable WorkingCopy at(StoreKind kind) {
        return copies.get(kind);
    }

    MediaFiles media() {
        return new MediaFiles(
                files.stream()
                        .filter(file -> !databases.contains(file))
                        .filter(file -> !file.path().endsWith("-wal"))
                        .toList());
    }

    /// What was odd about the files, for a person.
    List<String> oddities() {
        return oddities;
    }

    @Override
    public void close() {
        copies.values().forEach(WorkingCopy::close);
        copies.clear();
    }
}
