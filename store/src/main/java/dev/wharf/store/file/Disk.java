package dev.wharf.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The file system as durable stores use it. A seam: tests put a disk here that fails or loses
/// power at any write, fsync or rename.
///
/// Safe for many threads.
public interface Disk {
    /// Opens for reading and writing, creating the file (not its folder) when it is missing. Its
    /// name is durable after [#forceFolder].
    DiskFile open(Path file) throws IOException;

    /// Opens for reading.
    ///
    /// @throws java.nio.file.NoSuchFileException when it is missing
    DiskFile openReadOnly(Path file) throws IOException;

    /// Replaces `to` when it exists. Atomic; durable after [#forceFolder].
    void rename(Path from, Path to) throws IOException;

    /// Does nothing when the file is missing.
    void delete(Path file) throws IOException;

    /// Creates the folder and those above it, durably.
    void createFolder(Path folder) throws IOException;

    /// Makes created, renamed and deleted names in a folder survive a crash of the machine.
    void forceFolder(Path folder) throws IOException;

    /// Files of a folder in name order; empty when it is missing.
    List<Path> list(Path folder) throws IOException;
}
