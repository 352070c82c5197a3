package dev.wharf.capture.itunes;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.file.FileBody;
import dev.wharf.capture.file.FoundFiles;

import java.nio.file.Path;
import java.util.Optional;

/// A backup as Finder or iTunes left it on a disk.
record DiskFolder(Path folder) implements BackupFolder {

    @Override
    public Optional<BackupFile> at(String path) {
        Path file = folder.resolve(path);
        if (!FoundFiles.isPlainFile(file)) {
            return Optional.empty();
        }
        FileBody body = new FileBody(file);
        return Optional.of(new BackupFile(path, body.size(), null, body::stream, body, null));
    }
}
