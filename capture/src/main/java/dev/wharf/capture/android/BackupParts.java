package dev.wharf.capture.android;

import dev.wharf.capture.crypt.CryptBackup;
import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.WorkingCopy;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The files of a capture by what they are: told by content, since anybody renames files.
///
/// @param databases plain or encrypted, in the order in which they lie
/// @param media all others
record BackupParts(List<Database> databases, List<BackupFile> media) {
    BackupParts {
        databases = List.copyOf(databases);
        media = List.copyOf(media);
    }

    record Database(BackupFile file, boolean encrypted, @Nullable BackupFile wal) {}

    private static final List<String> BESIDE = List.of("-wal", "-shm", "-journal");

    static BackupParts of(BackupFiles files) throws IOException {
        List<Database> databases = new ArrayList<>();
        List<BackupFile> media = new ArrayList<>();
        for (BackupFile file : files.all()) {
            String name = file.name().toLowerCase(Locale.ROOT);
            if (BESIDE.stream().anyMatch(name::endsWith)) {
                continue;
            }
            if (file.problem() != null || !mayBeDatabase(name)) {
                media.add(file);
            } else if (isDatabase(file)) {
                databases.add(new Database(file, false, files.wal(file).orElse(null)));
            } else if (isEncrypted(file)) {
                databases.add(new Database(file, true, null));
            } else {
                media.add(file);
            }
        }
        return new BackupParts(databases, media);
    }

    /// Half a million photos are not opened to see that they are none.
    private static boolean mayBeDatabase(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return dev.wharf.capture.file.MediaTypes.declared(ending) == null;
    }

    static boolean isDatabase(BackupFile file) throws IOException {
        try (InputStream in = file.content().open()) {
            return WorkingCopy.isDatabase(in);
        }
    }

    static boolean isEncrypted(BackupFile file) throws IOException {
        try (InputStream in = file.content().open()) {
            return CryptBackup.isCrypt(in);
        }
    }
}
