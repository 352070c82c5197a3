package dev.wharf.capture.android;

import dev.wharf.capture.crypt.CryptBackup;
import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.capture.file.CheckedEntryStream.Opener;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// What a file is, by its content. Databases are told by what their schema says, found by reading
/// the file as bytes: SQLite never opens an original.
enum Sniffer {
    MESSAGES,
    CONTACTS,
    ENCRYPTED,
    OTHER;

    private static final List<byte[]> OF_MESSAGES =
            List.of(ascii("chat_row_id"), ascii("key_remote_jid"));
    private static final List<byte[]> OF_CONTACTS = List.of(ascii("wa_contacts"));
    private static final int PIECE = 1 << 16;
    private static final int LONGEST = 32;

    static Sniffer of(String name, Opener content) throws IOException {
        boolean database;
        try (InputStream in = content.open()) {
            database = WorkingCopy.isDatabase(in);
        }
        if (!database) {
            try (InputStream in = content.open()) {
                return CryptBackup.isCrypt(in) ? ENCRYPTED : OTHER;
            }
        }
        return database(name.toLowerCase(Locale.ROOT), content);
    }

    /// The contacts' database has no messages, and that of the messages may list contacts.
    private static Sniffer database(String name, Opener content) throws IOException {
        boolean contacts = false;
        byte[] window = new byte[PIECE + LONGEST];
        try (InputStream in = content.open()) {
            int kept = 0;
            int read;
            while ((read = in.readNBytes(window, kept, PIECE)) > 0) {
                int length = kept + read;
                if (holds(window, length, OF_MESSAGES)) {
                    return MESSAGES;
                }
                contacts |= holds(window, length, OF_CONTACTS);
                kept = Math.min(LONGEST, length);
                System.arraycopy(window, length - kept, window, 0, kept);
            }
        }
        return name.startsWith("msgstore") ? MESSAGES : contacts ? CONTACTS : OTHER;
    }

    private static boolean holds(byte[] window, int length, List<byte[]> words) {
        return words.stream().anyMatch(word -> holds(window, length, word));
    }

    private static boolean holds(byte[] window, int length, byte[] word) {
        for (int i = 0; i <= length - word.length; i++) {
            int n = 0;
            while (n < word.length && window[i + n] == word[n]) {
                n++;
            }
            if (n == word.length) {
                return true;
            }
        }
        return false;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
