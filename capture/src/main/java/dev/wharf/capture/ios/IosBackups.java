package dev.wharf.capture.ios;

import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.FileBody;
import dev.wharf.capture.file.FolderPack;
import dev.wharf.capture.file.FolderPack.Member;
import dev.wharf.capture.file.FoundFiles;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.capture.file.OpenZip;
import dev.wharf.capture.itunes.ItunesBackups;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The backups of iPhones and the folders of WhatsApp that paths mean: a backup of Finder or iTunes
/// is one capture, and so is a database of chats with the log, the address book, the calls and the
/// media that lie beside it. Of either only what is read is taken. A zip of one is taken as it is.
///
/// For one thread.
public final class IosBackups {
    private static final String MEDIA = "Message";

    private final WorkingFolder working;
    private final BackupSecrets secrets;
    private final List<HandedFile> sources = new ArrayList<>();
    private final Set<Path> taken = new LinkedHashSet<>();

    /// @param sources what becomes one capture each
    /// @param taken the files that they consist of
    public record Found(List<HandedFile> sources, Set<Path> taken) {
        public Found {
            sources = List.copyOf(sources);
            taken = Set.copyOf(taken);
        }
    }

    private IosBackups(WorkingFolder working, BackupSecrets secrets) {
        this.working = working;
        this.secrets = secrets;
    }

    /// @param secrets which files of an encrypted backup are WhatsApp's is known only once its list
    ///   is open
    /// @throws WharfException `INPUT_UNREADABLE` naming the first path that is not there or cannot
    ///   be read; with a [dev.wharf.capture.itunes.Diagnosis] what is wrong with a backup
    public static Found of(List<Path> paths, WorkingFolder working, BackupSecrets secrets)
            throws IOException {
        IosBackups found = new IosBackups(working, secrets);
        for (Path named : paths) {
            Path path = Files.isSymbolicLink(named) ? followed(named) : named;
            List<Path> backups = ItunesBackups.in(path);
            for (Path backup : backups) {
                found.backup(backup);
            }
            for (Path file : FoundFiles.of(path, _ -> true)) {
                if (backups.stream().noneMatch(file::startsWith)) {
                    found.look(file);
                }
            }
        }
        return new Found(found.sources, found.taken);
    }

    /// A link that leads nowhere is named by whoever looks for files.
    private static Path followed(Path link) throws IOException {
        return Files.exists(link) ? link.toRealPath() : link;
    }

    private void backup(Path folder) throws IOException {
        List<Member> members = ItunesBackups.members(folder, working, secrets);
        boolean isNew = false;
        for (Member member : members) {
            isNew |= taken.add(Path.of(member.path()));
        }
        if (isNew) {
            sources.add(new Handed(name(folder), Path.of(members.getFirst().path()), members));
        }
    }

    private static String name(Path path) {
        Path last = path.getFileName();
        return last == null || last.toString().isEmpty() ? "backup" : last.toString();
    }

    private void look(Path file) throws IOException {
        if (taken.contains(file) || isMedia(file)) {
            return;
        }
        if (isPack(file)) {
            taken.add(file);
            sources.add(new Handed(name(file), file, List.of()));
        } else if (kind(file) == StoreKind.CHATS) {
            container(file);
        }
    }

    /// Where WhatsApp keeps media, no database is its own.
    private static boolean isMedia(Path file) {
        String text = file.toString().replace('\\', '/').toLowerCase(Locale.ROOT);
        return text.contains("/message/media/");
    }

    private static @Nullable StoreKind kind(Path file) {
        try {
            StoreKind kind = StoreKind.of(new FileBody(file));
            boolean named = StoreKind.CHATS.fileName().equalsIgnoreCase(name(file));
            return kind == null && named && isDatabase(file) ? StoreKind.CHATS : kind;
        } catch (IOException e) {
            throw FileBody.unreadable(file, e);
        }
    }

    private static boolean isDatabase(Path file) throws IOException {
        try (InputStream in = FileBody.open(file)) {
            return WorkingCopy.isDatabase(in);
        }
    }

    private static boolean isPack(Path file) {
        FileBody body = new FileBody(file);
        try {
            try (InputStream in = body.stream()) {
                if (!OpenZip.isZip(in)) {
                    return false;
                }
            }
            try (BackupFiles pack = BackupFiles.open(name(file), body)) {
                return IosSource.isOne(pack);
            }
        } catch (WharfException hostile) {
            // Whoever takes it says so.
            return false;
        } catch (IOException e) {
            throw FileBody.unreadable(file, e);
        }
    }

    /// A database of chats and what belongs to it.
    private void container(Path chats) throws IOException {
        Path folder = chats.getParent();
        List<Path> parts = new ArrayList<>(List.of(chats));
        List<Path> beside = folder == null ? List.of() : beside(folder);
        boolean alone = beside.stream().filter(file -> kind(file) == StoreKind.CHATS).count() == 1;
        for (Path file : alone ? beside : List.<Path>of()) {
            StoreKind kind = file.equals(chats) ? null : kind(file);
            if (kind != null && kind != StoreKind.CHATS) {
                parts.add(file);
            }
        }
        List<Path> all = new ArrayList<>();
        for (Path part : parts) {
            all.add(part);
            Path log = part.resolveSibling(name(part) + "-wal");
            if (FoundFiles.isPlainFile(log)) {
                all.add(log);
            }
        }
        if (folder != null && alone) {
            all.addAll(media(folder));
        }
        taken.addAll(all);
        sources.add(
                new Handed(
                        title(chats, all),
                        chats,
                        all.size() == 1 ? List.of() : members(folder, all)));
    }

    private static List<Path> beside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(FoundFiles::isPlainFile)
                    .filter(file -> !name(file).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /// `Message/Media` of the app's folder; `Media/Profile` beside it holds nothing that was sent.
    private static List<Path> media(Path folder) {
        Path media = folder.resolve(MEDIA);
        return Files.isDirectory(media, LinkOption.NOFOLLOW_LINKS)
                ? FoundFiles.of(media, _ -> true)
                : List.of();
    }

    private static String title(Path chats, List<Path> all) {
        Path folder = chats.getParent();
        return all.size() == 1 || folder == null ? name(chats) : name(folder);
    }

    private static List<Member> members(@Nullable Path folder, List<Path> files) {
        return files.stream()
                .map(
                        file ->
                                new Member(
                                        (folder == null ? file : folder.relativize(file))
                                                .toString()
                                                .replace('\\', '/'),
                                        file.toString(),
                                        () -> FileBody.open(file)))
                .toList();
    }

    /// One file as it is, or several packed.
    ///
    /// @param members empty for the one file
    private record Handed(String name, Path first, List<Member> members) implements HandedFile {
        @Override
        public CaptureBody file() {
            return new FileBody(first);
        }

        @Override
        public long size() {
            return members.isEmpty()
                    ? new FileBody(first).size()
                    : members.stream()
                            .mapToLong(member -> new FileBody(Path.of(member.path())).size())
                            .sum();
        }

        @Override
        public InputStream open() throws IOException {
            return members.isEmpty() ? FileBody.open(first) : new FolderPack(members);
        }

        @Override
        public SourceKind kind() {
            return SourceKind.IOS_BACKUP;
        }
    }
}
