package dev.wharf.core.archive;

/// Changes that are compressed and sealed, ready to be committed. Opaque; made by
/// [ArchiveWriter#prepare].
public interface PreparedGroup {
    int items();
}
