package dev.wharf.capture.telemessage;

import dev.wharf.capture.file.FileBody;
import dev.wharf.capture.file.FolderPack;
import dev.wharf.capture.file.FoundFiles;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.SourceKind;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The mails and deliveries of an older archive that paths mean: a delivery's zip with the `.mf`
/// beside it is one capture, the `.eml` files of one folder are one, so that a hundred thousand of
/// them are not as many commits.
///
/// For one thread.
public final class MailDeliveries {
    /// Of one capture of loose mails: what an import goes through twice, and an erasure destroys
    /// the original of.
    static final int MOST_MAILS = 20_000;

    private static final long MOST_BYTES = 1L << 30;

    private final List<HandedFile> sources = new ArrayList<>();
    private final Set<Path> taken = new LinkedHashSet<>();
    private final Map<Path, Set<Path>> loose = new LinkedHashMap<>();

    /// @param sources what becomes one capture each
    /// @param taken the files that they consist of
    public record Found(List<HandedFile> sources, Set<Path> taken) {
        public Found {
            sources = List.copyOf(sources);
            taken = Set.copyOf(taken);
        }
    }

    private MailDeliveries() {}

    /// @throws dev.wharf.core.error.WharfException `INPUT_UNREADABLE` naming the first path that is
    ///   not there or cannot be read
    public static Found of(List<Path> paths) {
        return of(paths, Set.of());
    }

    /// @param elsewhere files that are something else, and whose it is known
    public static Found of(List<Path> paths, Set<Path> elsewhere) {
        MailDeliveries found = new MailDeliveries();
        for (Path path : paths) {
            FoundFiles.of(path, MailDeliveries::mayBe).stream()
                    .filter(file -> !elsewhere.contains(file))
                    .forEach(found::look);
        }
        found.loose.forEach(found::pack);
        return new Found(found.sources, found.taken);
    }

    private static boolean mayBe(String name) {
        return ends(name, ".eml") || ends(name, ".zip") || ends(name, ".mf");
    }

    private static boolean ends(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private void look(Path file) {
        if (taken.contains(file)) {
            return;
        }
        String name = String.valueOf(file.getFileName());
        if (ends(name, ".eml") || ends(name, ".mf")) {
            loose(file);
        } else if (isDelivery(name, file)) {
            delivery(file, name);
        }
    }

    private static boolean isDelivery(String name, Path file) {
        try {
            return TeleMessageDecoder.isDelivery(name, new FileBody(file));
        } catch (IOException e) {
            throw FileBody.unreadable(file, e);
        }
    }

    /// A zip, or a mail whose name does not say that it is one.
    private void delivery(Path file, String name) {
        Path folder = file.getParent();
        List<Path> parts = new ArrayList<>(List.of(file));
        String stem = name.replaceFirst("\\.[^.]*$", "");
        for (String manifest : List.of(stem + ".mf", stem + ".MF", name + ".mf", name + ".MF")) {
            Path beside = folder == null ? Path.of(manifest) : folder.resolve(manifest);
            if (parts.size() == 1 && FoundFiles.isPlainFile(beside)) {
                parts.add(beside);
            }
        }
        add(name, parts);
        loose.values().forEach(files -> files.removeAll(Set.copyOf(parts)));
    }

    private void add(String name, List<Path> parts) {
        taken.addAll(parts);
        sources.add(new Handed(name, List.copyOf(parts)));
    }

    private void loose(Path file) {
        taken.add(file);
        Path folder = file.getParent();
        loose.computeIfAbsent(folder == null ? Path.of("") : folder, _ -> new TreeSet<>())
                .add(file);
    }

    /// The loose mails of one folder, with a manifest that belongs to no zip: together whatever
    /// their number, since it counts them all.
    private void pack(Path folder, Set<Path> files) {
        List<Path> manifests = files.stream().filter(file -> ends(file.toString(), ".mf")).toList();
        List<Path> mails = files.stream().filter(file -> !manifests.contains(file)).toList();
        Path last = folder.getFileName();
        String name = last == null || last.toString().isEmpty() ? "mails" : last.toString();
        if (mails.isEmpty()) {
            // A manifest alone: it counts what is not there.
            manifests.forEach(file -> add(String.valueOf(file.getFileName()), List.of(file)));
            return;
        }
        List<List<Path>> packs = manifests.isEmpty() ? split(mails) : List.of(mails);
        for (int i = 0; i < packs.size(); i++) {
            List<Path> parts = new ArrayList<>(manifests);
            parts.addAll(packs.get(i));
            boolean one = parts.size() == 1;
            String of = packs.size() == 1 ? "" : " (%d of %d)".formatted(i + 1, packs.size());
            add(one ? String.valueOf(parts.getFirst().getFileName()) : name + of, parts);
        }
    }

    private static List<List<Path>> split(List<Path> mails) {
        List<List<Path>> packs = new ArrayList<>();
        List<Path> pack = new ArrayList<>();
        long bytes = 0;
        for (Path mail : mails) {
            long size = new FileBody(mail).size();
            if (!pack.isEmpty() && (pack.size() >= MOST_MAILS || bytes + size > MOST_BYTES)) {
                packs.add(pack);
                pack = new ArrayList<>();
                bytes = 0;
            }
            pack.add(mail);
            bytes += size;
        }
        packs.add(pack);
        return packs;
    }

    /// One file as it is, or several packed.
    private record Handed(String name, List<Path> files) implements HandedFile {
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
            return files.size() == 1 ? FileBody.open(files.getFirst()) : FolderPack.of(files);
        }

        @Override
        public SourceKind kind() {
            return SourceKind.ARCHIVE_MAIL;
        }
    }
}
