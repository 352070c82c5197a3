package dev.wharf.capture.database;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Where the plain working copies of databases lie while they are read: SQLite reads files only.
/// Nobody but the owner can look into it, and nothing stays: a copy is deleted when it is closed,
/// and what a crash left when the folder is next [#clear]ed.
///
/// Safe for many threads.
///
/// @param folder on a disk with room for the largest database; made when it is first needed
public record WorkingFolder(Path folder) {
    private static final String NAME = "working";

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /// The one of a home.
    public static WorkingFolder below(Path home) {
        return new WorkingFolder(home.resolve(NAME));
    }

    /// An empty folder for one copy. The caller deletes it.
    Path make() {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, OWNER_ONLY);
            }
            return Files.createTempDirectory(folder, "copy-", OWNER_ONLY);
        } catch (IOException e) {
            throw failed("make a folder in " + folder, e);
        }
    }

    /// Deletes every copy. For the owner of the home, before anything is read.
    public void clear() {
        delete(folder);
    }

    static void delete(Path tree) {
        try {
            Files.walkFileTree(tree, new Deletion());
        } catch (NoSuchFileException _) {
            // Nothing was ever copied.
        } catch (IOException e) {
            throw failed("delete the working copies in " + tree, e);
        }
    }

    static WharfException failed(String what, IOException cause) {
        return new WharfException(
                ErrorCode.STORAGE_FAILED,
                "Cannot %s; check its rights and the room on its disk.".formatted(what),
                cause);
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
