package dev.wharf.site.journal;

import dev.wharf.core.capture.ContentDigest;

/// A file that a capture names, and what came of fetching it.
public sealed interface Companion {

    /// As the capture's own bytes name it.
    String mediaId();

    /// It lies sealed in the site's directory.
    record Fetched(String mediaId, MediaId file, ContentDigest digest, long size)
            implements Companion {}

    /// @param reason why it is not there, for the item
    record Missing(String mediaId, String reason) implements Companion {}
}
