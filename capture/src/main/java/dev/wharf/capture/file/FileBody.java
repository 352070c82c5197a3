package dev.wharf.capture.file;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// A file on disk before it is a capture.
public record FileBody(Path file) implements CaptureBody {

    /// Opens a file that was found in a folder; never what a link in its place points to.
    public static InputStream open(Path file) {
        try {
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    public static WharfException unreadable(Path file, IOException e) {
        return new WharfException(
                ErrorCode.INPUT_UNREADABLE,
                "%s cannot be read; check that it exists, and its rights.".formatted(file),
                e);
    }

    @Override
    public long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public InputStream stream() {
        return open(file);
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        return Files.newByteChannel(file, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() {}
}
