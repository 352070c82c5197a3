package dev.wharf.store.object;

import java.nio.file.Path;

/// Staging in a folder of this machine. The folder is made where it is missing, and is for this
/// process alone.
public record DiskStaging(Path folder) implements StagingSettings {
    public DiskStaging {
        folder = folder.toAbsolutePath();
    }
}
