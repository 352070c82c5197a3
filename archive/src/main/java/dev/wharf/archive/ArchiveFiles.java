package dev.wharf.archive;

import java.nio.file.Path;

/// Where an archive's files lie under its home.
///
/// @param folder `archive` in the home
public record ArchiveFiles(Path folder) {
    public static ArchiveFiles in(Path home) {
        return new ArchiveFiles(home.resolve("archive"));
    }

    public Path packs() {
        return folder.resolve("packs");
    }

    public Path keys() {
        return folder.resolve("keys");
    }

    public Path blobs() {
        return folder.resolve("blobs");
    }

    public Path catalog() {
        return folder.resolve("catalog.db");
    }
}
