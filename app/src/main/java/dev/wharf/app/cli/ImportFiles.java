package dev.wharf.app.cli;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The files that the paths of a command line mean: a file itself; of a folder, every `.txt` and
/// `.zip` below it, in the order of their paths, but for hidden ones and what macOS adds to zips.
final class ImportFiles {

    private ImportFiles() {}

    /// @throws WharfException `INPUT_UNREADABLE` naming the first path that is not there, cannot be
    ///   read, or holds nothing to import
    static List<Path> of(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(below(path));
            } else if (Files.isReadable(path)) {
                files.add(path);
            } else {
                throw unreadable(
                        Files.exists(path)
                                ? "%s cannot be read; check its rights.".formatted(path)
                                : "%s does not exist.".formatted(path));
            }
        }
        return files.stream().distinct().toList();
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> found =
                    all.filter(Files::isRegularFile)
                            .filter(file -> isExport(folder.relativize(file)))
                            .sorted()
                            .toList();
            if (found.isEmpty()) {
                throw unreadable(
                        "There is no .txt or .zip file in %s or below it.".formatted(folder));
            }
            return found;
        } catch (UncheckedIOException | IOException e) {
            throw new WharfException(
                    ErrorCode.INPUT_UNREADABLE,
                    "%s cannot be searched; check the rights of it and of what is below it."
                            .formatted(folder),
                    e);
        }
    }

    private static boolean isExport(Path relative) {
        for (Path part : relative) {
            String name = part.toString();
            if (name.startsWith(".") || name.equals("__MACOSX")) {
                return false;
            }
        }
        String name = relative.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".txt") || name.endsWith(".zip");
    }

    private static WharfException unreadable(String message) {
        return new WharfException(ErrorCode.INPUT_UNREADABLE, message);
    }
}
