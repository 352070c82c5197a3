package dev.wharf.capture.itunes;

import dev.wharf.capture.database.BackupFile;

import java.util.Optional;

/// Where the files of one backup lie.
@FunctionalInterface
interface BackupFolder {
    /// Beside the backup's own lists: the only one without which nothing can be read.
    String MANIFEST = "Manifest.db";

    String PROPERTIES = "Manifest.plist";
    String INFO = "Info.plist";
    String STATUS = "Status.plist";

    /// In place of [#MANIFEST] before iOS 10.
    String OLD_MANIFEST = "Manifest.mbdb";

    /// @param path below the folder: `Info.plist`, `7c/7c7fba66…`
    Optional<BackupFile> at(String path);

    default boolean has(String path) {
        return at(path).isPresent();
    }

    /// Whether this is the folder of a backup, whole or not.
    default boolean isBackup() {
        boolean lists = has(INFO) || has(PROPERTIES) || has(STATUS);
        return (has(MANIFEST) && lists)
                || (has(OLD_MANIFEST) && lists)
                || (has(INFO) && has(PROPERTIES) && has(STATUS));
    }
}
