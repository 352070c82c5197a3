package dev.wharf.app.cli;

import dev.wharf.capture.chatexport.ExportSource;
import dev.wharf.capture.cloudapi.CloudApiDecoder;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.SourceKind;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.Map;

/// Tells what kind of source a file is that a person hands over: by how it begins, whatever its
/// name.
final class SourceKinds {
    private static final int BEGINNING = 256 << 10;

    private SourceKinds() {}

    static SourceKind of(ExportSource file) throws IOException {
        CaptureEnvelope unknown =
                new CaptureEnvelope(
                        SourceKind.CHAT_EXPORT, null, file.name(), Instant.EPOCH, Map.of());
        try (InputStream in = file.open()) {
            CaptureBody beginning = new Beginning(in.readNBytes(BEGINNING));
            return new CloudApiDecoder().recognises(unknown, beginning)
                    ? SourceKind.CLOUD_API
                    : SourceKind.CHAT_EXPORT;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Beginning(byte[] bytes) implements CaptureBody {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream stream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public SeekableByteChannel channel() {
            throw new UnsupportedOperationException("a beginning is read once, forward");
        }

        @Override
        public void close() {}
    }
}
