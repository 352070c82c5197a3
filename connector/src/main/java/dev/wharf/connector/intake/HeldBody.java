package dev.wharf.connector.intake;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CompanionFile;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/// The bytes of a small capture, read once; what lies beside it stays where it is.
final class HeldBody implements CaptureBody {
    private final byte[] bytes;
    private final CaptureBody whole;

    HeldBody(byte[] bytes, CaptureBody whole) {
        this.bytes = bytes;
        this.whole = whole;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        return whole.channel();
    }

    @Override
    public Optional<ContentOpener> companion(String mediaId) {
        return whole.companion(mediaId);
    }

    @Override
    public Optional<String> missing(String mediaId) {
        return whole.missing(mediaId);
    }

    @Override
    public List<CompanionFile> companionFiles() {
        return whole.companionFiles();
    }

    /// The whole belongs to who opened it.
    @Override
    public void close() {}
}
