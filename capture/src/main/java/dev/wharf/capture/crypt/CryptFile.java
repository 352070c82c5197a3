package dev.wharf.capture.crypt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wharf.capture.file.BodyChannel;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;

/// One encrypted file: its name, its bytes, its header.
///
/// @param foot the digits in crypt12's foot; empty when there is none
record CryptFile(String name, CaptureBody body, CryptHeader header, String foot, long size) {

    static CryptFile open(String name, CaptureBody body) {
        Refusals refusals = new Refusals(name);
        String last =
                name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                        .toLowerCase(Locale.ROOT);
        if (last.matches("msgstore-increment-.*\\.crypt1[0-9]")) {
            throw refusals.increment();
        }
        if (last.matches(".*\\.crypt([5-9]|10|11)?")) {
            throw refusals.outdated();
        }
        CryptHeader header =
                HeaderReader.read(head(name, body))
                        .orElseThrow(() -> refusals.notABackup(last.matches(".*\\.crypt1[0-9]")));
        long size = body.size();
        if (size <= header.length() + Layout.TAG) {
            throw refusals.headOnly(size);
        }
        if (header.shown().format() != CryptFormat.CRYPT12) {
            return new CryptFile(name, body, header, "", size);
        }
        String foot = foot(body, size);
        return new CryptFile(name, body, header.withNumberEnding(foot), foot, size);
    }

    private static byte[] head(String name, CaptureBody body) {
        try (InputStream in = body.stream()) {
            return in.readNBytes(HeaderReader.LONGEST);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static String foot(CaptureBody body, long size) {
        String foot = new String(tail(body, size, Layout.FOOT), ISO_8859_1);
        return foot.matches("--[0-9]{2}") ? foot.substring(2) : "";
    }

    /// The last bytes, at most `count`.
    byte[] tail(int count) {
        return tail(body, size, (int) Math.min(count, size));
    }

    private static byte[] tail(CaptureBody body, long size, int count) {
        ByteBuffer tail = ByteBuffer.allocate(count);
        try (BodyChannel channel = BodyChannel.open(body)) {
            channel.position(size - count);
            while (tail.hasRemaining() && channel.read(tail) >= 0) {}
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "Cannot read the capture back from the journal.", e);
        }
        return tail.array();
    }

    /// The bytes from the ciphertext on.
    InputStream ciphertext() {
        try {
            InputStream in = body.stream();
            try {
                in.skipNBytes(header.length());
                return in;
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// As [BodyChannel] says it: the disk failed, and not the backup.
    WharfException unreadable(IOException e) {
        return unreadable(name, e);
    }

    private static WharfException unreadable(String name, IOException e) {
        String why =
                e instanceof EOFException
                        ? "it became shorter while it was read"
                        : "the disk or its rights";
        return new WharfException(
                ErrorCode.STORAGE_FAILED,
                "Cannot read the bytes of %s back (%s).".formatted(name, why),
                e);
    }
}
