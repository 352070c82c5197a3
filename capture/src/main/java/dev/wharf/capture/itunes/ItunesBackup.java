package dev.wharf.capture.itunes;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Schema;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A backup that Finder or iTunes made of an iPhone, opened: the files of an app by the paths that
/// they had on the phone, decrypted while they are read.
///
/// For one thread, and so are its files, which cannot be opened once it is closed. Failures are
/// [WharfException]s with a [Diagnosis].
public final class ItunesBackup implements AutoCloseable {
    /// Where WhatsApp keeps what it shares between its parts: chats, calls, contacts, media.
    public static final String WHATSAPP = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared";

    /// The same of WhatsApp Business, which may be on the phone beside it.
    public static final String WHATSAPP_BUSINESS =
            "AppDomainGroup-group.net.whatsapp.WhatsAppSMB.shared";

    public static final List<String> DOMAINS = List.of(WHATSAPP, WHATSAPP_BUSINESS);

    /// The database of chats, in either.
    public static final String CHATS = "ChatStorage.sqlite";

    private static final String TABLE = "Files";
    private static final int FILE = 1;

    private final String name;
    private final WorkingCopy list;
    private final Blobs blobs;
    private final DeviceInfo device;
    private final List<Finding> findings;

    ItunesBackup(
            String name, WorkingCopy list, Blobs blobs, DeviceInfo device, List<Finding> findings) {
        this.name = name;
        this.list = list;
        this.blobs = blobs;
        this.device = device;
        this.findings = findings;
    }

    /// Whether files that were handed over are a backup of an iPhone, or hold one, whole or not.
    public static boolean isBackup(BackupFiles files) {
        return !PackedFolder.in(files).isEmpty();
    }

    /// Takes seconds for each passcode that it tries, when it is encrypted: so the phone made it.
    ///
    /// @param name of the capture, for messages
    /// @param secrets all that there are; those that are passcodes are tried
    /// @throws WharfException with a [Diagnosis]; `PASSCODE_MISSING` becomes a question for
    ///   `--passcode`
    public static ItunesBackup open(
            WorkingFolder working, String name, BackupFiles files, BackupSecrets secrets)
            throws IOException {
        List<PackedFolder> backups = PackedFolder.in(files);
        if (backups.size() > 1) {
            throw Diagnosis.SEVERAL.because(
                    "%s holds %d backups. Hand over each by itself: the folder with its Manifest.db"
                            .formatted(name, backups.size()));
        }
        if (backups.isEmpty()) {
            throw Diagnosis.MANIFEST_MISSING.because(
                    "%s is no backup of an iPhone: it lacks Manifest.db and Info.plist"
                            .formatted(name));
        }
        return open(working, name, backups.getFirst(), secrets);
    }

    static ItunesBackup open(
            WorkingFolder working, String name, BackupFolder folder, BackupSecrets secrets)
            throws IOException {
        ItunesBackup backup = new Opening(name, folder).open(working, secrets);
        try {
            backup.lookForChats();
            return backup;
        } catch (IOException | RuntimeException e) {
            backup.close();
            throw e;
        }
    }

    static boolean isList(Schema schema) {
        return List.of("fileID", "domain", "relativePath").stream()
                .allMatch(column -> schema.has(TABLE, column));
    }

    private void lookForChats() throws IOException {
        for (String domain : DOMAINS) {
            if (hasChats(domain)) {
                return;
            }
        }
        String why =
                switch (device.installed()) {
                    case null -> "";
                    case Boolean installed when installed ->
                            " WhatsApp was on the phone: its backup may be switched off, or its chats be kept in iCloud only, end-to-end encrypted.";
                    case Boolean _ -> " WhatsApp was not on the phone.";
                };
        findings.add(
                new Finding(
                        Diagnosis.NO_WHATSAPP,
                        "%s holds no chats of WhatsApp (no %s).%s Make a new backup with Finder or iTunes, or hand over a chat export"
                                .formatted(name, CHATS, why)));
    }

    /// Whether the backup lists the database of chats there.
    public boolean hasChats(String domain) throws IOException {
        Select rows = rows("WHERE f.domain = ? AND f.relativePath = ?");
        boolean[] found = {false};
        each(rows, row -> found[0] |= isFile(row), domain, CHATS);
        return found[0];
    }

    /// The files of a domain, logs of databases (`-wal`) included, in the order of their paths.
    ///
    /// What cannot be had whole has a `problem`. A file that is only shorter than it was can be
    /// opened all the same, and gives what is there: a database may still be read as far as it
    /// goes. An encrypted one then ends with a [java.io.IOException].
    ///
    /// @return [BackupFile#path] as on the phone, below the domain: `Message/Media/…`
    public List<BackupFile> files(String domain) throws IOException {
        List<BackupFile> files = new ArrayList<>();
        each(
                rows("WHERE f.domain = ? ORDER BY f.relativePath, f.fileID"),
                row -> {
                    String path = row.someText("f.relativePath");
                    if (path != null && isFile(row)) {
                        files.add(blobs.file(path, row.text("f.fileID"), row.blob("f.file")));
                    }
                },
                domain);
        return files;
    }

    /// Where the contents of a domain's files lie in the backup, in the order of these places.
    List<String> places(String domain) throws IOException {
        List<String> places = new ArrayList<>();
        each(
                rows("WHERE f.domain = ? ORDER BY f.fileID"),
                row -> {
                    String place = Blobs.place(row.text("f.fileID"));
                    if (place != null && isFile(row)) {
                        places.add(place);
                    }
                },
                domain);
        return places;
    }

    private Select rows(String condition) {
        return new Select(list.schema(), TABLE, "f")
                .columns("f", "fileID", "relativePath", "flags", "file")
                .then(condition);
    }

    /// Others are folders (2) and links (4).
    private static boolean isFile(Row row) {
        return row.integer("f.flags", FILE) == FILE;
    }

    private void each(Select rows, Query.Visitor visitor, Object... parameters) throws IOException {
        try (Query query = list.query(rows)) {
            query.each(visitor, parameters);
        } catch (WharfException e) {
            if (!(e.getCause() instanceof SQLException)) {
                throw e;
            }
            throw damagedList(name, e.getMessage());
        }
    }

    static WharfException damagedList(String name, @Nullable String how) {
        return Diagnosis.MANIFEST_DAMAGED.because(
                "%s cannot be read: Manifest.db, the list of what is in it, is damaged (%s). Copy the backup again from where it came from, or hand over an older one"
                        .formatted(name, how));
    }

    public DeviceInfo device() {
        return device;
    }

    /// What a person must know of it: not finished, no WhatsApp in it, decrypted by another
    /// program, lists that are damaged.
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /// Deletes the plain list and wipes the keys.
    @Override
    public void close() {
        ClassKeys keys = blobs.keys();
        if (keys != null) {
            keys.close();
        }
        list.close();
    }
}
