package dev.wharf.capture.itunes;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.BackupFiles;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A backup as it was handed over, at any depth of a pack.
///
/// @param prefix of its files' paths: empty, or ends with `/`
record PackedFolder(BackupFiles files, String prefix) implements BackupFolder {
    private static final List<String> SIGNS = List.of(MANIFEST, OLD_MANIFEST, PROPERTIES);

    @Override
    public Optional<BackupFile> at(String path) {
        return files.at(prefix + path);
    }

    /// All that are in a pack. What lies below another is a part of it: an unfinished backup has
    /// its new state in `Snapshot`.
    static List<PackedFolder> in(BackupFiles files) {
        Set<String> prefixes = new TreeSet<>();
        for (String sign : SIGNS) {
            for (BackupFile file : files.named(sign)) {
                prefixes.add(file.path().substring(0, file.path().length() - sign.length()));
            }
        }
        List<PackedFolder> backups =
                prefixes.stream()
                        .map(prefix -> new PackedFolder(files, prefix))
                        .filter(BackupFolder::isBackup)
                        .toList();
        return backups.stream().filter(backup -> !backup.isBelowAny(backups)).toList();
    }

    private boolean isBelowAny(List<PackedFolder> others) {
        return others.stream()
                .anyMatch(other -> !other.prefix.equals(prefix) && prefix.startsWith(other.prefix));
    }
}
