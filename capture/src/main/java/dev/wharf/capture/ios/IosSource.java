package dev.wharf.capture.ios;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.itunes.Diagnosis;
import dev.wharf.capture.itunes.Finding;
import dev.wharf.capture.itunes.ItunesBackup;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The files of a capture as the phone had them, whatever they came in. For one thread.
final class IosSource implements AutoCloseable {
    private final BackupFiles pack;
    private final @Nullable ItunesBackup backup;
    private final List<Container> containers;

    private IosSource(BackupFiles pack, @Nullable ItunesBackup backup, List<Container> containers) {
        this.pack = pack;
        this.backup = backup;
        this.containers = containers;
    }

    /// The folder of one app: WhatsApp and WhatsApp Business may be on one phone.
    ///
    /// @param place empty for the only one
    record Container(String place, List<BackupFile> files) {
        Container {
            files = List.copyOf(files);
        }
    }

    /// @throws WharfException as [ItunesBackup#open] does, when it is such a backup; with
    ///   [Diagnosis#NO_WHATSAPP] when it holds no chats
    static IosSource open(
            WorkingFolder working, String name, CaptureBody body, BackupSecrets secrets)
            throws IOException {
        BackupFiles pack = BackupFiles.open(name, body);
        try {
            if (!ItunesBackup.isBackup(pack)) {
                return new IosSource(pack, null, folders(pack.all()));
            }
            ItunesBackup backup = ItunesBackup.open(working, name, pack, secrets);
            try {
                return new IosSource(pack, backup, domains(backup));
            } catch (IOException | RuntimeException e) {
                backup.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            pack.close();
            throw e;
        }
    }

    private static List<Container> domains(ItunesBackup backup) throws IOException {
        List<Container> all = new ArrayList<>();
        for (String domain : ItunesBackup.DOMAINS) {
            if (backup.hasChats(domain)) {
                all.add(new Container(domain + "/", backup.files(domain)));
            }
        }
        return named(all);
    }

    /// Each folder in which a database of chats lies by its own name; else all files together.
    private static List<Container> folders(List<BackupFile> files) {
        SortedSet<String> folders = new TreeSet<>();
        for (BackupFile file : files) {
            if (file.name().equalsIgnoreCase(StoreKind.CHATS.fileName())) {
                String path = file.path();
                folders.add(path.substring(0, path.length() - file.name().length()));
            }
        }
        if (folders.size() < 2) {
            return List.of(new Container("", files));
        }
        List<Container> all = new ArrayList<>();
        for (String folder : folders) {
            all.add(
                    new Container(
                            folder,
                            files.stream()
                                    .filter(file -> folder.equals(innermost(file, folders)))
                                    .toList()));
        }
        return all;
    }

    private static String innermost(BackupFile file, Set<String> folders) {
        String best = "";
        for (String folder : folders) {
            if (file.path().startsWith(folder) && folder.length() >= best.length()) {
                best = folder;
            }
        }
        return best;
    }

    private static List<Container> named(List<Container> all) {
        return all.size() == 1 ? List.of(new Container("", all.getFirst().files())) : all;
    }

    List<Container> containers() {
        return containers;
    }

    /// What a person must know of the backup.
    List<String> findings() {
        List<String> all = new ArrayList<>();
        if (backup != null) {
            backup.findings().stream().map(Finding::text).forEach(all::add);
        }
        if (pack.damage() != null) {
            all.add("the pack is not whole: " + pack.damage());
        }
        return all;
    }

    /// Why there are no chats in it, as far as the backup tells; null when nothing does.
    @Nullable String whyNoChats() {
        return backup == null
                ? null
                : backup.findings().stream()
                        .filter(finding -> finding.diagnosis() == Diagnosis.NO_WHATSAPP)
                        .map(Finding::text)
                        .findFirst()
                        .orElse(null);
    }

    /// Whether files are a backup of an iPhone, or hold a database of chats.
    static boolean isOne(BackupFiles pack) throws IOException {
        if (ItunesBackup.isBackup(pack)) {
            return true;
        }
        for (BackupFile file : pack.all()) {
            CaptureBody plain = file.body();
            boolean named = StoreKind.CHATS.isNamed(file.name());
            boolean mayBe = !file.path().toLowerCase(Locale.ROOT).contains("media/");
            if (named || (mayBe && plain != null && StoreKind.of(plain) == StoreKind.CHATS)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        if (backup != null) {
            backup.close();
        }
        pack.close();
    }
}
