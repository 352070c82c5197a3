package dev.wharf.capture.ios;

import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.itunes.Diagnosis;
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
            return IosSource.isOne(pack);
        }
    }

    /// @throws WharfException naming the backup, what is wrong and what to do: wrong passcode,
    ///   damaged, too old, without WhatsApp
    @Override
    public DecodedCapture open(CaptureRecord record, CaptureBody body) throws IOException {
        String name = name(record.envelope());
        IosSource source;
        try {
            source = IosSource.open(working, name, body, secrets);
        } catch (WharfException e) {
            if (Diagnosis.of(e).equals(Optional.of(Diagnosis.PASSCODE_MISSING))) {
                return new LockedCapture(record, String.valueOf(e.getMessage()));
            }
            throw e;
        }
        try {
            return IosCapture.survey(working, record, source)
                    .orElseThrow(() -> nothing(name, source));
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static WharfException nothing(String name, IosSource source) {
        String why = source.whyNoChats();
        return new WharfException(
                ErrorCode.INPUT_NOT_RECOGNISED,
                why != null
                        ? why
                        : "%s holds no database of WhatsApp's chats (ChatStorage.sqlite) that can be read. Hand over the folder of the app as a whole, or a backup that Finder or iTunes made"
                                .formatted(name));
    }

    private static String name(CaptureEnvelope envelope) {
        String name = envelope.name();
        return name == null ? "backup" : name;
    }
}
