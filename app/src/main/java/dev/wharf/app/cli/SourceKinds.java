package dev.wharf.app.cli;

import dev.wharf.capture.cloudapi.CloudApiDecoder;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.capture.linked.LinkedDecoder;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.SourceKind;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/// Tells what kind of source a file is that a person hands over: by how it begins, whatever its
/// name.
final class SourceKinds {
    private SourceKinds() {}

    static SourceKind of(HandedFile source) throws IOException {
        CaptureEnvelope unknown =
                new CaptureEnvelope(
                        SourceKind.CHAT_EXPORT, null, source.name(), Instant.EPOCH, Map.of());
        try (CaptureBody file = source.file()) {
            if (new CloudApiDecoder().recognises(unknown, file)) {
                return SourceKind.CLOUD_API;
            }
            return new LinkedDecoder().recognises(unknown, file)
                    ? SourceKind.LINKED_DEVICE
                    : SourceKind.CHAT_EXPORT;
        }
    }
}
