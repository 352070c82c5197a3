package dev.wharf.store.segment;

import dev.wharf.store.file.DurableFiles;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Opens the files of a log for writing; where tests put a disk that fails.
@FunctionalInterface
public interface ChannelOpener {
    ChannelOpener DISK =
            file ->
                    Files.exists(file)
                            ? FileChannel.open(
                                    file, StandardOpenOption.READ, StandardOpenOption.WRITE)
                            : DurableFiles.create(file);

    /// For reading and writing; made when missing.
    FileChannel open(Path file) throws IOException;
}
