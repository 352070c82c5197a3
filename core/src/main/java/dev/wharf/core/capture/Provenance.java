package dev.wharf.core.capture;

import org.jspecify.annotations.Nullable;

/// Where an event comes from, exactly enough to find it again in the original.
///
/// @param decoder name and version of the decoder, as in `chatexport/1`
/// @param locator place in the capture: `_chat.txt:120`, `messages[3]`, `message:4711`
/// @param account the account or owner that gave the capture
public record Provenance(
        SourceKind source,
        CaptureId capture,
        ContentDigest captureDigest,
        @Nullable String captureName,
        String decoder,
        String locator,
        @Nullable String account) {}
