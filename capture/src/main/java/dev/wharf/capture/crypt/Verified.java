package dev.wharf.capture.crypt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/// A backup that is whole and whose key is known: the only way to its plaintext.
///
/// What it reads from the same body again is trusted to be the same; a capture's body is. Usable as
/// long as its key and its body are open. Each call decrypts anew, in constant memory.
public final class Verified {
    private static final int CHUNK = 64 * 1024;
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(US_ASCII);
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final CryptFile file;
    private final Layout layout;
    private final BackupKey key;
    private final Content content;

    private Verified(CryptFile file, Layout layout, BackupKey key) {
        this.file = file;
        this.layout = layout;
        this.key = key;
        this.content = look();
    }

    static Verified of(CryptFile file, Layout layout, BackupKey key) {
        return new Verified(file, layout, key);
    }

    /// As its first bytes say.
    public Content content() {
        return content;
    }

    /// The key that opens it.
    public BackupKey key() {
        return key;
    }

    /// The plaintext, unpacked. Reading fails with a [dev.wharf.core.error.WharfException]:
    /// diagnosed BROKEN_CONTENT, or STORAGE_FAILED when the body cannot be read.
    public InputStream open() {
        byte[] iv = Objects.requireNonNull(file.header().iv());
        Gcm gcm = new Gcm(key.aesKey(), iv);
        long length = layout.end() - file.header().length();
        return PlainStream.of(file, gcm.decrypt(file.ciphertext(), length));
    }

    /// Writes the plaintext, unpacked.
    ///
    /// @return its length in bytes
    /// @throws IOException of the target; else as reading from [#open] fails
    public long decryptTo(OutputStream target) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long length = 0;
        try (InputStream in = open()) {
            int read;
            while ((read = in.read(chunk)) >= 0) {
                target.write(chunk, 0, read);
                length += read;
            }
        }
        return length;
    }

    private Content look() {
        try (InputStream in = open()) {
            byte[] head = in.readNBytes(SQLITE.length);
            return Arrays.equals(head, SQLITE)
                    ? Content.SQLITE_DATABASE
                    : Arrays.mismatch(head, ZIP) == ZIP.length ? Content.ZIP : Content.OTHER;
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }
}
