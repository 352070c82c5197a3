package dev.wharf.capture.itunes;

import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.FileBody;
import dev.wharf.capture.file.FolderPack;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Backups of iPhones on a disk, and what of them is handed over: WhatsApp's files and the lists
/// that say what they are, nothing else of the phone.
///
/// `Manifest.db` and the property lists go in as they are. They name the phone's other files and
/// apps, not what is in them; a list cut down by us would prove nothing, and that of an encrypted
/// backup could not be cut without writing it anew.
public final class ItunesBackups {
    /// Below a path that somebody names: `Backup/<device>`.
    private static final int DEEPEST = 4;

    private static final List<String> LISTS =
            List.of(
                    BackupFolder.MANIFEST,
                    BackupFolder.MANIFEST + "-wal",
                    BackupFolder.PROPERTIES,
                    BackupFolder.INFO,
                    BackupFolder.STATUS);

    private ItunesBackups() {}

    /// The folders of backups that a path means: itself, the one it is the `Manifest.db` of, or
    /// those below it, in the order of their paths. No link found in a folder is followed.
    ///
    /// @return empty when there is none
    /// @throws WharfException `INPUT_UNREADABLE` naming the folder that cannot be searched
    public static List<Path> in(Path path) {
        Path real = path.toAbsolutePath().normalize();
        if (Files.isRegularFile(real)
                && BackupFolder.MANIFEST.equals(String.valueOf(real.getFileName()))) {
            real = real.resolveSibling("").normalize();
        }
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(real)) {
            search(real, 0, found);
        }
        return found;
    }

    private static void search(Path folder, int depth, List<Path> found) {
        if (new DiskFolder(folder).isBackup()) {
            found.add(folder);
            return;
        }
        if (depth == DEEPEST) {
            return;
        }
        List<Path> below = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    below.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new WharfException(
                    ErrorCode.INPUT_UNREADABLE,
                    "%s cannot be searched; check its rights. On a Mac, the program that runs Wharf needs \"Full Disk Access\" to see backups"
                            .formatted(folder),
                    e);
        }
        below.stream().sorted().forEach(file -> search(file, depth + 1, found));
    }

    /// What is handed over of a backup, always in the same order: its lists, then the contents of
    /// WhatsApp's files, by the places where they lie. What is listed and missing is left out, and
    /// found to be missing when the capture is read.
    ///
    /// @param folder one that [#in] found
    /// @throws WharfException with a [Diagnosis]: which files are WhatsApp's is known only once the
    ///   list is open
    public static List<FolderPack.Member> members(
            Path folder, WorkingFolder working, BackupSecrets secrets) throws IOException {
        DiskFolder disk = new DiskFolder(folder);
        TreeSet<String> places = new TreeSet<>();
        try (ItunesBackup backup = ItunesBackup.open(working, folder.toString(), disk, secrets)) {
            for (String domain : ItunesBackup.DOMAINS) {
                places.addAll(backup.places(domain));
            }
        }
        List<String> names = new ArrayList<>(LISTS);
        names.addAll(places);
        return names.stream().filter(disk::has).map(name -> member(folder, name)).toList();
    }

    private static FolderPack.Member member(Path folder, String name) {
        Path file = folder.resolve(name);
        return new FolderPack.Member(name, file.toString(), () -> FileBody.open(file));
    }
}
