package dev.wharf.capture.ios;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.util.Optional;

/// Reads WhatsApp's databases of an iPhone or a Mac: `ChatStorage.sqlite` alone, a pack or zip of
/// the folder around it, or of a backup that Finder or iTunes made.
///
/// Options in the envelope: `owner` (name, phone number or e-mail address of whose phone it is),
/// `status` and `channels` (`include` takes status posts and posts in channels, which are left out
/// otherwise).
///
/// Stateless; safe for many threads. What it opens is for one.
public final class IosBackupDecoder implements Decoder {
    static final String VERSION = "iosbackup/1";

    private final WorkingFolder working;
    private final BackupSecrets secrets;

    /// @param working where the databases are laid down while they are read
    /// @param secrets passcodes of encrypted backups
    public IosBackupDecoder(WorkingFolder working, BackupSecrets secrets) {
        this.working = working;
        this.secrets = secrets;
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public boolean recognises(CaptureEnvelope envelope, CaptureBody body) throws IOException {
        if (envelope.source() != SourceKind.IOS_BACKUP) {
            return false;
        }
        try (BackupFiles pack = BackupFiles.open(name(envelope), body)) {
            for (BackupFile file : pack.all()) {
                if (isOurs(file)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isOurs(BackupFile file) throws IOException {
        CaptureBody plain = file.body();
        return StoreKind.CHATS.isNamed(file.name())
                || file.name().equals("Manifest.db")
                || file.name().equals("Manifest.mbdb")
                || (plain != null && StoreKind.of(plain) == StoreKind.CHATS);
    }

    @Override
    public DecodedCapture open(CaptureRecord record, CaptureBody body) throws IOException {
        String name = name(record.envelope());
        IosSource source = IosSource.open(working, name, body, secrets);
        try {
            Optional<Stores> stores = Stores.open(working, source.files());
            return survey(record, source, stores.orElseThrow(() -> nothing(name)));
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static DecodedCapture survey(CaptureRecord record, IosSource source, Stores stores)
            throws IOException {
        try {
            return IosCapture.survey(record, source, stores);
        } catch (IOException | RuntimeException e) {
            stores.close();
            throw e;
        }
    }

    private static WharfException nothing(String name) {
        return new WharfException(
                ErrorCode.INPUT_NOT_RECOGNISED,
                "%s holds no database of WhatsApp's chats (ChatStorage.sqlite). An iPhone's backup lacks it when WhatsApp is left out of the phone's backups, or when its chats lie in iCloud under end-to-end encryption only. Make a backup with Finder or iTunes while WhatsApp is installed, or hand over the app's folder itself"
                        .formatted(name));
    }

    private static String name(CaptureEnvelope envelope) {
        String name = envelope.name();
        return name == null ? "backup" : name;
    }
}
