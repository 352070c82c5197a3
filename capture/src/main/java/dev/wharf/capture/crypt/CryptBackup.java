package dev.wharf.capture.crypt;

import dev.wharf.core.capture.CaptureBody;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// An encrypted Android backup of WhatsApp: its header is read, nothing is decrypted yet.
///
/// Reads the body as often as asked and holds no stream between calls; safe for many threads as far
/// as the body is.
public final class CryptBackup {
    private final CryptFile file;

    private CryptBackup(CryptFile file) {
        this.file = file;
    }

    /// Whether these are the first bytes of an encrypted backup, by content alone. Reads a few
    /// hundred bytes, at most 16 KiB, and leaves the stream where it then is.
    public static boolean isCrypt(InputStream head) throws IOException {
        return HeaderReader.read(head.readNBytes(HeaderReader.LONGEST)).isPresent();
    }

    /// Reads the header.
    ///
    /// @param name the file's own, for messages and because only its name tells an increment
    /// @throws dev.wharf.core.error.WharfException diagnosed NOT_A_BACKUP, OUTDATED_FORMAT,
    ///   INCREMENT or TRUNCATED
    public static CryptBackup open(String name, CaptureBody body) {
        return new CryptBackup(CryptFile.open(name, body));
    }

    public BackupHeader header() {
        return file.header().shown();
    }

    /// Reads the whole file once or twice: finds which key it was encrypted with, and that every
    /// byte is what the phone wrote. Only then is there a way to its plaintext.
    ///
    /// @param keys any number, of any kind, in any order
    /// @throws dev.wharf.core.error.WharfException with a [Diagnosis]; KEY_MISSING when `keys` is
    ///   empty
    public Verified verify(List<BackupKey> keys) {
        return new Verification(file).verify(keys);
    }
}
