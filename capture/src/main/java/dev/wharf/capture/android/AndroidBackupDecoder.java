package dev.wharf.capture.android;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.BackupSurvey;
import dev.wharf.capture.database.MediaFiles;
import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport.Question;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/// Reads backups of WhatsApp on Android: `msgstore.db`, plain or encrypted, alone or packed with
/// `wa.db` and media.
///
/// Safe for many threads. What it opens is for one; plain copies of the databases lie in the working
/// folder until it is closed.
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
            return !BackupParts.of(files).databases().isEmpty();
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
        Store store = store(BackupParts.of(files));
        People people;
        String given = record.envelope().options().get("owner");
        given = given == null || given.isBlank() ? record.envelope().account() : given;
        try {
            people = People.of(store, given);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
        if (!people.found().known()) {
            survey.ask(
                    new Question(
                            "--owner",
                            "Nothing in %s tells whose phone it is; say whose number or e-mail address it is"
                                    .formatted(name(record.envelope())),
                            List.of()));
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

    private Store store(BackupParts parts) throws IOException {
        WorkingCopy messages = null;
        WorkingCopy contacts = null;
        try {
            for (BackupParts.Database database : parts.databases()) {
                WorkingCopy copy = copy(database);
                if (messages == null && isMessages(copy)) {
                    messages = copy;
                } else if (contacts == null && copy.schema().has("wa_contacts")) {
                    contacts = copy;
                } else {
                    copy.close();
                }
            }
            if (messages == null) {
                throw new WharfException(
                        ErrorCode.INPUT_NOT_RECOGNISED,
                        "There is no message database of WhatsApp in it; hand over msgstore.db");
            }
            return new Store(messages, contacts, new MediaFiles(parts.media()));
        } catch (IOException | RuntimeException e) {
            close(messages);
            close(contacts);
            throw e;
        }
    }

    private static void close(@Nullable WorkingCopy copy) {
        if (copy != null) {
            copy.close();
        }
    }

    private static boolean isMessages(WorkingCopy copy) {
        return copy.schema().has("message", "chat_row_id")
                || copy.schema().has("message", "key_id")
                || copy.schema().has("messages", "key_id")
                || copy.schema().has("messages", "key_remote_jid");
    }

    private WorkingCopy copy(BackupParts.Database database) throws IOException {
        BackupFile file = database.file();
        BackupFile wal = database.wal();
        return WorkingCopy.make(
                working,
                file.name(),
                WorkingCopy.copyOf(file.content()),
                wal == null ? null : wal.content());
    }
}
