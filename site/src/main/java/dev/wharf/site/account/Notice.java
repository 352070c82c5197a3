package dev.wharf.site.account;

import dev.wharf.core.capture.ContentDigest;

import java.nio.charset.StandardCharsets;

/// A text that somebody is shown before they agree. Its digest, not its version, says which.
///
/// @param version in the firm's words: `2026-03`
public record Notice(String version, String text) {
    public Notice {
        if (version.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("a notice has a version and a text");
        }
    }

    /// SHA-256 of the text in UTF-8.
    public ContentDigest digest() {
        return AccountJson.digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
