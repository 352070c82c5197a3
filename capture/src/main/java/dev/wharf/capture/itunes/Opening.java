package dev.wharf.capture.itunes;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.CheckedEntryStream.Opener;
import dev.wharf.capture.file.DamagedEntryException;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Opens one backup: finds out whether it is encrypted, opens its keys, lays down its list. For one
/// thread, once.
final class Opening {
    private final String name;
    private final BackupFolder folder;
    private final List<Finding> findings = new ArrayList<>();

    /// @param name of the backup, for messages
    Opening(String name, BackupFolder folder) {
        this.name = name;
        this.folder = folder;
    }

    ItunesBackup open(WorkingFolder working, BackupSecrets secrets) throws IOException {
        boolean unfinished = isUnfinished();
        BackupFile manifest = manifest(unfinished);
        Plist properties = properties();
        boolean plain = isPlain(manifest);
        ClassKeys keys = isSealed(properties, plain) ? keys(properties, secrets) : null;
        try {
            WorkingCopy list = list(working, manifest, plain, properties, keys, unfinished);
            DeviceInfo device = DeviceInfo.of(read(BackupFolder.INFO), properties);
            return new ItunesBackup(name, list, new Blobs(folder, keys), device, findings);
        } catch (IOException | RuntimeException e) {
            if (keys != null) {
                keys.close();
            }
            throw e;
        }
    }

    private BackupFile manifest(boolean unfinished) {
        BackupFile manifest = folder.at(BackupFolder.MANIFEST).orElse(null);
        if (manifest != null) {
            return manifest;
        }
        if (folder.has(BackupFolder.OLD_MANIFEST)) {
            throw Diagnosis.TOO_OLD.because(
                    "%s was made by iOS 9 or older, whose backups are of another form (Manifest.mbdb). Restore it to a phone, update that, and make a new backup; or hand over a chat export"
                            .formatted(name));
        }
        throw unfinished
                ? unfinished("there is no Manifest.db in it")
                : Diagnosis.MANIFEST_MISSING.because(
                        "%s lacks Manifest.db, the list of what is in it. Copy the whole folder of the backup"
                                .formatted(name));
    }

    private WharfException unfinished(String how) {
        return Diagnosis.NOT_FINISHED.because(
                "%s was not finished when it was copied: %s. Let Finder or iTunes finish it, then copy it again"
                        .formatted(name, how));
    }

    private boolean isUnfinished() throws IOException {
        String state = read(BackupFolder.STATUS).text("SnapshotState");
        if (state == null || state.equals("finished")) {
            return false;
        }
        findings.add(
                new Finding(
                        Diagnosis.NOT_FINISHED,
                        "%s was not finished when it was copied (its state is \"%s\"): the newest messages and files may be missing from it"
                                .formatted(name, state)));
        return true;
    }

    /// Of what says nothing that is needed: empty when it is missing or damaged.
    private Plist read(String path) throws IOException {
        BackupFile file = folder.at(path).orElse(null);
        if (file == null) {
            return Plist.EMPTY;
        }
        try (InputStream in = file.content().open()) {
            return Plist.read(in);
        } catch (MalformedPlistException | DamagedEntryException e) {
            findings.add(
                    new Finding(
                            Diagnosis.MANIFEST_DAMAGED,
                            "%s of %s cannot be read: %s".formatted(path, name, e.getMessage())));
            return Plist.EMPTY;
        }
    }

    private Plist properties() throws IOException {
        return read(BackupFolder.PROPERTIES);
    }

    private boolean isPlain(BackupFile manifest) throws IOException {
        try (InputStream in = manifest.content().open()) {
            return WorkingCopy.isDatabase(in);
        } catch (DamagedEntryException e) {
            throw damagedList(e.getMessage());
        }
    }

    /// Whether its files are encrypted, not only said to be.
    private boolean isSealed(Plist properties, boolean plain) {
        if (!plain) {
            if (properties.data("BackupKeyBag") == null) {
                throw damagedList(
                        folder.has(BackupFolder.PROPERTIES)
                                ? "it is no database, and Manifest.plist has no keys for it"
                                : "it is damaged, or encrypted; then its keys are in Manifest.plist, which is not there");
            }
            return true;
        }
        boolean said = properties.flag("IsEncrypted");
        if (said && properties.data("ManifestKey") != null) {
            findings.add(
                    new Finding(
                            Diagnosis.DECRYPTED_BEFORE,
                            "%s was encrypted when the phone made it and is not any more: another program decrypted it. Its files are read as that left them"
                                    .formatted(name)));
            return false;
        }
        // iOS 10.0 and 10.1 encrypted the files and left the list plain.
        return said;
    }

    private ClassKeys keys(Plist properties, BackupSecrets secrets) {
        byte[] bag = properties.data("BackupKeyBag");
        try {
            if (bag == null) {
                throw new MalformedKeyBagException("there are none");
            }
            return Passcodes.open(name, KeyBag.parse(bag), secrets);
        } catch (MalformedKeyBagException e) {
            throw Passcodes.damaged(name, e);
        }
    }

    private WorkingCopy list(
            WorkingFolder working,
            BackupFile manifest,
            boolean plain,
            Plist properties,
            @Nullable ClassKeys keys,
            boolean unfinished)
            throws IOException {
        Opener opener =
                plain || keys == null ? manifest.content() : opened(manifest, properties, keys);
        Opener log =
                plain
                        ? folder.at(BackupFolder.MANIFEST + "-wal")
                                .map(BackupFile::content)
                                .orElse(null)
                        : null;
        try {
            WorkingCopy list =
                    WorkingCopy.make(
                            working,
                            BackupFolder.MANIFEST + " of " + name,
                            WorkingCopy.copyOf(opener),
                            log);
            if (ItunesBackup.isList(list.schema())) {
                return list;
            }
            list.close();
            throw damagedList("it has no table of files");
        } catch (DamagedEntryException e) {
            throw damagedList(e.getMessage());
        } catch (WharfException e) {
            if (!(e.getCause() instanceof SQLException)) {
                throw e;
            }
            throw unfinished ? unfinished("Manifest.db is damaged") : damagedList(e.getMessage());
        }
    }

    private Opener opened(BackupFile manifest, Plist properties, ClassKeys keys)
            throws IOException {
        byte[] wrapped = properties.data("ManifestKey");
        byte[] key =
                wrapped == null || wrapped.length <= 4
                        ? null
                        : keys.unwrap(FileEntry.littleEndian(wrapped), FileEntry.tail(wrapped));
        if (key == null) {
            throw damagedList("its own key in Manifest.plist is missing or damaged");
        }
        Opener opener = () -> new CbcStream(manifest.content().open(), key, -1);
        try (InputStream in = opener.open()) {
            if (WorkingCopy.isDatabase(in)) {
                return opener;
            }
        } catch (DamagedEntryException e) {
            throw damagedList(e.getMessage());
        }
        Arrays.fill(key, (byte) 0);
        throw damagedList("its key opens it, and what comes out is no database");
    }

    private WharfException damagedList(@Nullable String how) {
        return ItunesBackup.damagedList(name, how);
    }
}
