package dev.wharf.capture.ios;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.core.capture.CaptureBody;

import java.io.IOException;
import java.util.List;

/// The files of a capture as the phone had them, whatever they came in.
final class IosSource implements AutoCloseable {
    private final BackupFiles pack;
    private final List<BackupFile> files;

    private IosSource(BackupFiles pack, List<BackupFile> files) {
        this.pack = pack;
        this.files = files;
    }

    static IosSource open(
            WorkingFolder working, String name, CaptureBody body, BackupSecrets secrets)
            throws IOException {
        BackupFiles pack = BackupFiles.open(name, body);
        return new IosSource(pack, pack.all());
    }

    List<BackupFile> files() {
        return files;
    }

    @Override
    public void close() {
        pack.close();
    }
}
