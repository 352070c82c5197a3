package dev.wharf.capture.android;

import dev.wharf.capture.crypt.CryptBackup;
import dev.wharf.capture.file.FileBody;
import dev.wharf.capture.file.FolderPack;
import dev.wharf.capture.file.FoundFiles;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.capture.file.MediaTypes;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The backups of Android phones that paths mean: each message database is one capture, with its
/// write-ahead log, the contacts beside it and the folder of media, all as they lie. A database is
/// told by its content, whatever its name; nothing else in the folders is taken, and no link is
/// followed.
///
/// Of several copies of one phone's database (`msgstore-2026-01-01.1.db.crypt15`) the newest comes
/// first and has the media, once; then the others, the oldest first, for what is gone from the
/// newest.
///
/// For one thread.
public final class AndroidBackups {
    private static final Pattern DATED =
            Pattern.compile("(?i)msgstore-(\\d{4}-\\d{2}-\\d{2})\\.\\d+\\.db(\\.crypt\\d+)?");
    private static final Pattern INCREMENT = Pattern.compile("(?i)msgstore-increment-.*");
    private static final Pattern CONTACTS = Pattern.compile("(?i)wa\\.db(\\.crypt\\d+)?");
    private static final List<String> MEDIA =
            List.of("Media", "WhatsApp/Media", "WhatsApp Business/Media");
    private static final String DATABASES = "databases";

    private final @Nullable Path media;
    private final Map<Path, List<Path>> byFolder = new LinkedHashMap<>();
    private final Map<Path, String> refused = new LinkedHashMap<>();
    private final Set<Path> taken = new LinkedHashSet<>();
    private final List<HandedFile> sources = new ArrayList<>();

    /// @param sources what becomes one capture each
    /// @param taken the files that they consist of, and the refused ones
    /// @param refused files that are part of a backup and cannot be read by themselves, with the
    ///   reason for a person: increments
    public record Found(List<HandedFile> sources, Set<Path> taken, Map<Path, String> refused) {
        public Found {
            sources = List.copyOf(sources);
            taken = Set.copyOf(taken);
            refused = Map.copyOf(refused);
        }
    }

    private AndroidBackups(@Nullable Path media) {
        this.media = media;
    }

    /// @param media the folder of media, where it does not lie where the phone has it; null to look
    ///   there
    /// @throws WharfException `INPUT_UNREADABLE` naming the first path that is not there or cannot
    ///   be read
    public static Found of(List<Path> paths, @Nullable Path media) {
        AndroidBackups found = new AndroidBackups(media);
        for (Path path : paths) {
            FoundFiles.of(path, AndroidBackups::mayBeDatabase).forEach(found::look);
        }
        found.byFolder.values().forEach(found::handOver);
        return new Found(found.sources, found.taken, found.refused);
    }

    /// Half a million photos are not opened to see that they are none.
    static boolean mayBeDatabase(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return MediaTypes.declared(lower.substring(lower.lastIndexOf('.') + 1)) == null
                && !lower.endsWith("-wal")
                && !lower.endsWith("-shm")
                && !lower.endsWith("-journal");
    }

    private void look(Path file) {
        String name = name(file);
        if (taken.contains(file) || CONTACTS.matcher(name).matches()) {
            return;
        }
        Sniffer is = sniff(file, name);
        if (is == Sniffer.ENCRYPTED && INCREMENT.matcher(name).matches()) {
            taken.add(file);
            refused.put(file, increment(file, name));
        } else if (is == Sniffer.MESSAGES
                || (is == Sniffer.ENCRYPTED && mayHoldMessages(file, name))) {
            taken.add(file);
            byFolder.computeIfAbsent(parent(file), _ -> new ArrayList<>()).add(file);
        }
    }

    /// In `Backups` lie settings, stickers and contacts, encrypted alike.
    private static boolean mayHoldMessages(Path file, String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("msgstore")
                || !name(parent(file)).equalsIgnoreCase("Backups");
    }

    private static Sniffer sniff(Path file, String name) {
        try {
            return Sniffer.of(name, () -> FileBody.open(file));
        } catch (IOException e) {
            throw FileBody.unreadable(file, e);
        }
    }

    private static String increment(Path file, String name) {
        try {
            CryptBackup.open(name, new FileBody(file));
            return name
                    + " holds only what changed since a full backup; hand over msgstore.db.crypt15";
        } catch (WharfException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// The databases of one folder: the newest, then the others, the oldest first.
    private void handOver(List<Path> databases) {
        List<Path> sorted =
                databases.stream().sorted(Comparator.comparing(AndroidBackups::date)).toList();
        Path newest = sorted.getLast();
        handOver(newest, true);
        sorted.stream().filter(file -> !file.equals(newest)).forEach(file -> handOver(file, false));
    }

    /// What has no date is the present state.
    private static String date(Path database) {
        Matcher dated = DATED.matcher(name(database));
        return dated.matches() ? dated.group(1) : "9999-99-99 " + name(database);
    }

    private void handOver(Path database, boolean withMedia) {
        Path folder = parent(database);
        Path above = folder.getParent();
        boolean inside = above != null && name(folder).equalsIgnoreCase(DATABASES);
        Path root = inside && above != null ? above : folder;
        Map<String, Path> members = new TreeMap<>();
        add(members, root, database);
        addBeside(members, root, folder, name(database) + "-wal");
        contacts(members, root, folder);
        if (withMedia) {
            media(members, root);
        }
        taken.addAll(members.values());
        List<FolderPack.Member> files = new ArrayList<>();
        members.forEach(
                (path, file) ->
                        files.add(
                                new FolderPack.Member(
                                        path, file.toString(), () -> FileBody.open(file))));
        sources.add(new Handed(name(database), database, files));
    }

    private void contacts(Map<String, Path> members, Path root, Path folder) {
        for (Path place : new LinkedHashSet<>(List.of(folder, root, root.resolve("Backups")))) {
            for (Path file : plainFiles(place)) {
                if (CONTACTS.matcher(name(file)).matches()) {
                    add(members, root, file);
                    addBeside(members, root, place, name(file) + "-wal");
                    return;
                }
            }
        }
    }

    private static List<Path> plainFiles(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(FoundFiles::isPlainFile).sorted().toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private void media(Map<String, Path> members, Path root) {
        Path given = media;
        if (given != null) {
            Path real = given.toAbsolutePath().normalize();
            for (Path file : FoundFiles.of(real, _ -> true)) {
                String path = relative(real, file);
                members.putIfAbsent(path.startsWith("Media/") ? path : "Media/" + path, file);
            }
            return;
        }
        for (String place : MEDIA) {
            Path folder = root.resolve(place);
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                FoundFiles.of(folder, _ -> true).forEach(file -> add(members, root, file));
            }
        }
    }

    private void addBeside(Map<String, Path> members, Path root, Path folder, String name) {
        Path file = folder.resolve(name);
        if (FoundFiles.isPlainFile(file)) {
            add(members, root, file);
        }
    }

    private static void add(Map<String, Path> members, Path root, Path file) {
        members.put(relative(root, file), file);
    }

    private static String relative(Path root, Path file) {
        List<String> parts = new ArrayList<>();
        root.relativize(file).forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /// One database alone as it is, or packed with what belongs to it.
    private record Handed(String name, Path database, List<FolderPack.Member> files)
            implements HandedFile {
        @Override
        public CaptureBody file() {
            return new FileBody(database);
        }

        @Override
        public long size() {
            return files.stream()
                    .mapToLong(file -> new FileBody(Path.of(file.path())).size())
                    .sum();
        }

        @Override
        public InputStream open() throws IOException {
            return files.size() == 1 ? FileBody.open(database) : new FolderPack(files);
        }

        @Override
        public SourceKind kind() {
            return SourceKind.ANDROID_BACKUP;
        }
    }
}
