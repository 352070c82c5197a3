package dev.wharf.capture.file;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The files that a path means: itself; of a folder, every wanted one below it, in the order of
/// their paths, but for hidden ones and what macOS adds to zips. No link found in a folder is
/// followed; a path that is named may be one.
public final class FoundFiles {
    private FoundFiles() {}

    /// @param wanted tells by a file's name which ones of a folder
    /// @throws WharfException `INPUT_UNREADABLE` naming the path that is not there or cannot be
    ///   read
    public static List<Path> of(Path path, Predicate<String> wanted) {
        if (Files.isDirectory(path)) {
            return below(path, wanted);
        }
        if (!Files.isReadable(path)) {
            throw unreadable(
                    Files.exists(path)
                            ? "%s cannot be read; check its rights.".formatted(path)
                            : "%s does not exist.".formatted(path),
                    null);
        }
        return List.of(followed(path));
    }

    private static List<Path> below(Path folder, Predicate<String> wanted) {
        Path real = followed(folder);
        try (Stream<Path> all = Files.walk(real)) {
            return all.filter(FoundFiles::isPlainFile)
                    .filter(file -> isVisible(real.relativize(file)))
                    .filter(file -> wanted.test(String.valueOf(file.getFileName())))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException | IOException e) {
            throw unreadable(
                    "%s cannot be searched; check the rights of it and of what is below it."
                            .formatted(folder),
                    e);
        }
    }

    /// What a path that a person named points to, when it is a link.
    private static Path followed(Path path) {
        try {
            return Files.isSymbolicLink(path)
                    ? path.toRealPath()
                    : path.toAbsolutePath().normalize();
        } catch (IOException e) {
            throw unreadable("%s is a link that leads nowhere.".formatted(path), e);
        }
    }

    public static boolean isPlainFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isVisible(Path relative) {
        for (Path part : relative) {
            String name = part.toString();
            if (name.startsWith(".") || name.equals("__MACOSX")) {
                return false;
            }
        }
        return true;
    }

    private static WharfException unreadable(String message, @Nullable Exception cause) {
        return new WharfException(ErrorCode.INPUT_UNREADABLE, message, cause);
    }
}
