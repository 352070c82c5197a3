package dev.wharf.capture.android;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.BackupFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The files of a capture by what they are: told by content, since anybody renames files.
///
/// @param databases plain or encrypted, in the order in which they lie
/// @param media all others
record BackupParts(List<Database> databases, List<BackupFile> media) {
    BackupParts {
        databases = List.copyOf(databases);
        media = List.copyOf(media);
    }

    /// @param contacts whether it is the one of contacts
    record Database(
            BackupFile file, boolean encrypted, boolean contacts, @Nullable BackupFile wal) {}

    static BackupParts of(BackupFiles files) throws IOException {
        List<Database> databases = new ArrayList<>();
        List<BackupFile> media = new ArrayList<>();
        for (BackupFile file : files.all()) {
            boolean readable = file.problem() == null;
            // One file alone is what it is, whatever its name.
            boolean look =
                    readable
                            && (files.all().size() == 1
                                    || AndroidBackups.mayBeDatabase(file.name()));
            switch (look ? Sniffer.of(file.name(), file.content()) : Sniffer.OTHER) {
                case MESSAGES -> databases.add(plain(files, file, false));
                case CONTACTS -> databases.add(plain(files, file, true));
                case ENCRYPTED -> databases.add(new Database(file, true, false, null));
                case OTHER -> media.add(file);
            }
        }
        return new BackupParts(databases, media);
    }

    private static Database plain(BackupFiles files, BackupFile file, boolean contacts) {
        return new Database(file, false, contacts, files.wal(file).orElse(null));
    }

    /// Whether it can hold messages.
    boolean any() {
        return databases.stream()
                .anyMatch(database -> database.encrypted() || !database.contacts());
    }
}
