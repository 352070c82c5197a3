package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.FileBody;
import dev.wharf.capture.file.FolderPack;
import dev.wharf.capture.file.FoundFiles;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.capture.file.OpenZip;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The chat exports that paths mean: a file itself; of a folder, every `.txt` and `.zip` below it,
/// in the order of their paths, but for hidden ones and what macOS adds to zips.
///
/// A chat's text takes with it the files beside it that it says were sent (an export that somebody
/// unpacked): they are one capture, and no exports of their own unless they are chats too. No link
/// found in a folder is followed; a path that is named may be one.
///
/// For one thread.
public final class ChatExports {
    private final Map<Path, NameIndex<Path>> folders = new HashMap<>();
    private final Map<Path, Collection<Path>> exports = new LinkedHashMap<>();
    private final Set<Path> claimed = new HashSet<>();

    private ChatExports() {}

    /// @throws WharfException `INPUT_UNREADABLE` naming the first path that is not there, cannot be
    ///   read, or holds nothing to import
    public static List<HandedFile> of(List<Path> paths) {
        return of(paths, Set.of());
    }

    /// @param taken files that are something else, and whose it is known
    public static List<HandedFile> of(List<Path> paths, Set<Path> taken) {
        ChatExports found = new ChatExports();
        paths.forEach(path -> found.find(path, taken));
        return found.sources();
    }

    private void find(Path path, Set<Path> taken) {
        boolean folder = Files.isDirectory(path);
        List<Path> found = new ArrayList<>(FoundFiles.of(path, ChatExports::isExport));
        boolean empty = found.isEmpty();
        found.removeAll(taken);
        if (folder && empty && taken.stream().noneMatch(isBelow(path))) {
            throw unreadable(
                    "There is no .txt, .zip or .eml file and no backup of a phone in %s or below it."
                            .formatted(path),
                    null);
        }
        found.forEach(this::look);
    }

    private static Predicate<Path> isBelow(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        // What lies behind a link goes by another name; it is not worth an error.
        return file -> file.startsWith(absolute) || Files.isSymbolicLink(folder);
    }

    private static boolean isExport(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".txt") || lower.endsWith(".zip");
    }

    private void look(Path file) {
        if (exports.containsKey(file)) {
            return;
        }
        Collection<Path> media = List.of();
        if (isChatText(file)) {
            NameIndex<Path> beside = beside(file);
            if (mayName(file, beside)) {
                try (InputStream text = FileBody.open(file)) {
                    media = new ArrayList<>(NamedFiles.of(text, beside));
                    media.remove(file);
                } catch (IOException e) {
                    throw FileBody.unreadable(file, e);
                }
            }
        }
        claimed.addAll(media);
        exports.put(file, media);
    }

    private static boolean mayName(Path text, NameIndex<Path> beside) {
        if (beside.isEmpty()) {
            return false;
        }
        try (InputStream in = FileBody.open(text)) {
            return ExtensionScan.mayName(in, beside.extensions());
        } catch (IOException e) {
            throw FileBody.unreadable(text, e);
        }
    }

    private static boolean isChatText(Path file) {
        try (InputStream zip = FileBody.open(file);
                InputStream text = FileBody.open(file)) {
            return !OpenZip.isZip(zip) && TextSniffer.isChat(text);
        } catch (IOException e) {
            throw FileBody.unreadable(file, e);
        }
    }

    /// The files of the folder in which the text lies.
    private NameIndex<Path> beside(Path text) {
        Path folder = text.getParent();
        return folder == null
                ? new NameIndex<>()
                : folders.computeIfAbsent(folder, ChatExports::index);
    }

    private static NameIndex<Path> index(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (FoundFiles.isPlainFile(file)
                        && !file.getFileName().toString().startsWith(".")) {
                    files.add(file);
                }
            }
        } catch (IOException e) {
            throw unreadable("%s cannot be listed; check its rights.".formatted(folder), e);
        }
        NameIndex<Path> index = new NameIndex<>();
        files.stream().sorted().forEach(file -> index.add(file.getFileName().toString(), file));
        return index;
    }

    private List<HandedFile> sources() {
        List<HandedFile> sources = new ArrayList<>();
        exports.forEach(
                (file, media) -> {
                    if (!claimed.contains(file) || isChat(file)) {
                        sources.add(source(file, media));
                    }
                });
        return sources;
    }

    private static boolean isChat(Path file) {
        CaptureEnvelope envelope =
                new CaptureEnvelope(
                        SourceKind.CHAT_EXPORT,
                        null,
                        file.getFileName().toString(),
                        Instant.EPOCH,
                        Map.of());
        try {
            return new ChatExportDecoder().recognises(envelope, new FileBody(file));
        } catch (IOException _) {
            return false;
        }
    }

    private static HandedFile source(Path file, Collection<Path> media) {
        if (media.isEmpty()) {
            return new OneFile(file);
        }
        List<Path> files = new ArrayList<>(List.of(file));
        files.addAll(media);
        return new WithMedia(List.copyOf(files));
    }

    /// A `_chat.txt` says nothing of its chat, but the folder that iOS's zip was unpacked to does.
    private static String name(Path text) {
        String name = text.getFileName().toString();
        Path folder = text.getParent();
        Path folderName = folder == null ? null : folder.getFileName();
        return name.equals("_chat.txt")
                        && folderName != null
                        && ChatTitle.of(folderName.toString()).isPresent()
                ? folderName.toString()
                : name;
    }

    private static WharfException unreadable(String message, @Nullable Exception cause) {
        return new WharfException(ErrorCode.INPUT_UNREADABLE, message, cause);
    }

    private record OneFile(Path path) implements HandedFile {
        @Override
        public String name() {
            return ChatExports.name(path);
        }

        @Override
        public CaptureBody file() {
            return new FileBody(path);
        }

        @Override
        public long size() {
            return new FileBody(path).size();
        }

        @Override
        public InputStream open() {
            return FileBody.open(path);
        }
    }

    private record WithMedia(List<Path> files) implements HandedFile {
        @Override
        public String name() {
            return ChatExports.name(files.getFirst());
        }

        @Override
        public CaptureBody file() {
            return new FileBody(files.getFirst());
        }

        @Override
        public long size() {
            return files.stream().mapToLong(file -> new FileBody(file).size()).sum();
        }

        @Override
        public InputStream open() throws IOException {
            return FolderPack.of(files);
        }
    }
}
