package dev.wharf.connector.run;

import dev.wharf.core.capture.CaptureId;

import org.jspecify.annotations.Nullable;

/// One item that did not reach one expected mailbox, or not whole.
///
/// @param item id; null when it has none (failed before one was minted)
/// @param locator place in the capture: `_chat.txt:120`
/// @param mailbox that expected it; null when nobody knows which
/// @param party who waits for it; null for a known mailbox or when nobody was expected
public record NotImported(
        CaptureId capture,
        @Nullable String item,
        String locator,
        @Nullable String mailbox,
        @Nullable Integer party,
        Outcome outcome,
        String reason) {
    public enum Outcome {
        PARTIAL,
        SKIPPED,
        QUARANTINED,
        FAILED
    }
}
