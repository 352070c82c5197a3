package dev.wharf.capture.android;

import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.BackupSurvey;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport.Question;

import java.io.IOException;
import java.util.List;

/// Reads backups of WhatsApp on Android: `msgstore.db`, plain or encrypted, alone or packed with
/// `wa.db` and media.
///
/// Safe for many threads. What it opens is for one; plain copies of the databases lie in the
/// working folder until it is closed.
public final class AndroidBackupDecoder implements Decoder {
    static final String VERSION = "androidbackup/1";

    private final WorkingFolder working;
    private final BackupSecrets secrets;

    public AndroidBackupDecoder(WorkingFolder working, BackupSecrets secrets) {
        this.working = working;
        this.secrets = secrets;
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public boolean recognises(CaptureEnvelope envelope, CaptureBody body) throws IOException {
        if (envelope.source() != SourceKind.ANDROID_BACKUP) {
            return false;
        }
        try (BackupFiles files = BackupFiles.open(name(envelope), body)) {
            return BackupParts.of(files).any();
        }
    }

    private static String name(CaptureEnvelope envelope) {
        return envelope.name() == null ? "the backup" : envelope.name();
    }

    @Override
    public DecodedCapture open(CaptureRecord record, CaptureBody body) throws IOException {
        String name = name(record.envelope());
        BackupFiles files = BackupFiles.open(name, body);
        try {
            return open(record, files, new BackupSurvey(record, "android-backup", "android"));
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private DecodedCapture open(CaptureRecord record, BackupFiles files, BackupSurvey survey)
            throws IOException {
        String name = name(record.envelope());
        String damage = files.damage();
        if (damage != null) {
            survey.note("zips that are not whole: " + damage, name);
        }
        Databases databases = new Databases(working, secrets);
        Store store = databases.open(BackupParts.of(files));
        databases.notes().forEach(note -> survey.note(note, name));
        if (store == null) {
            survey.ask(key(name));
            return new LockedCapture(files, survey.report(null, "it is encrypted"));
        }
        People people = people(record.envelope(), store);
        if (!people.found().known()) {
            survey.ask(owner(name));
        }
        Scope scope = Scope.of(record.envelope().options());
        AndroidReader reader = AndroidReader.open(store, scope, people);
        try {
            return AndroidBackupCapture.survey(record, files, reader, people.found(), survey);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static People people(CaptureEnvelope envelope, Store store) throws IOException {
        String owner = envelope.options().get("owner");
        try {
            return People.of(store, owner == null || owner.isBlank() ? envelope.account() : owner);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Question owner(String name) {
        return new Question(
                "--owner",
                "Nothing in %s tells whose phone it is; say whose, by number or e-mail address"
                        .formatted(name),
                List.of());
    }

    private static Question key(String name) {
        return new Question(
                "--backup-key",
                "%s is encrypted; enter its key: the 64 digits, the file encrypted_backup.key, or the file key from the phone"
                        .formatted(name),
                List.of());
    }
}
