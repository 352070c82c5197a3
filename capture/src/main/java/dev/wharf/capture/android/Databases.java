package dev.wharf.capture.android;

import dev.wharf.capture.crypt.Content;
import dev.wharf.capture.crypt.CryptBackup;
import dev.wharf.capture.crypt.Diagnosis;
import dev.wharf.capture.crypt.Verified;
import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.MediaFiles;
import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Lays the databases of a backup down as working copies, decrypting what is encrypted, and finds
/// out which is which. For one thread.
final class Databases {
    private final WorkingFolder working;
    private final BackupSecrets secrets;
    private final List<String> notes = new ArrayList<>();
    private @Nullable WorkingCopy messages;
    private @Nullable WorkingCopy contacts;
    private @Nullable WharfException locked;

    Databases(WorkingFolder working, BackupSecrets secrets) {
        this.working = working;
        this.secrets = secrets;
    }

    /// What is odd about the databases, each for the report.
    List<String> notes() {
        return notes;
    }

    /// @return null when the messages are encrypted and nobody entered a key
    /// @throws WharfException `INPUT_NOT_RECOGNISED` when there are no messages among them; or why
    ///   an encrypted one cannot be opened, exactly
    @Nullable Store open(BackupParts parts) throws IOException {
        try (Keys keys = Keys.of(secrets)) {
            for (BackupParts.Database database : parts.databases()) {
                open(database, keys);
            }
            if (messages != null) {
                return new Store(messages, contacts, new MediaFiles(parts.media()));
            }
            if (locked == null) {
                throw new WharfException(
                        ErrorCode.INPUT_NOT_RECOGNISED,
                        "There is no message database of WhatsApp in it; hand over msgstore.db or msgstore.db.crypt15");
            }
            close(contacts);
            if (Diagnosis.of(locked).orElse(null) == Diagnosis.KEY_MISSING) {
                return null;
            }
            throw locked;
        } catch (IOException | RuntimeException e) {
            close(messages);
            close(contacts);
            throw e;
        }
    }

    private void open(BackupParts.Database database, Keys keys) throws IOException {
        BackupFile file = database.file();
        try {
            WorkingCopy copy = database.encrypted() ? decrypted(file, keys) : copy(database);
            if (copy != null) {
                take(copy, file);
            }
        } catch (WharfException e) {
            if (!e.code().equals(ErrorCode.STORAGE_FAILED)) {
                failed(file, e);
                return;
            }
            throw e;
        }
    }

    /// The contacts are of use and not needed: their failure is told and costs names only.
    private void failed(BackupFile file, WharfException why) {
        if (mayHoldMessages(file.name())) {
            locked = locked == null ? why : locked;
        }
        notes.add("databases that could not be opened: %s".formatted(why.getMessage()));
    }

    private static boolean mayHoldMessages(String name) {
        return !name.toLowerCase(java.util.Locale.ROOT).startsWith("wa.");
    }

    private void take(WorkingCopy copy, BackupFile file) {
        if (isMessages(copy) && messages == null) {
            messages = copy;
        } else if (copy.schema().has("wa_contacts") && contacts == null) {
            contacts = copy;
        } else {
            if (isMessages(copy)) {
                notes.add(
                        "further message databases beside it, not read: %s; hand them over one by one"
                                .formatted(file.path()));
            }
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

    /// Null when it holds something else than a database: stickers, settings.
    private @Nullable WorkingCopy decrypted(BackupFile file, Keys keys) throws IOException {
        Verified verified =
                CryptBackup.open(file.name(), new FileOfBackup(file)).verify(keys.all());
        return verified.content() == Content.SQLITE_DATABASE
                ? WorkingCopy.make(working, file.name(), verified::decryptTo, null)
                : null;
    }

    private static void close(@Nullable WorkingCopy copy) {
        if (copy != null) {
            copy.close();
        }
    }
}
