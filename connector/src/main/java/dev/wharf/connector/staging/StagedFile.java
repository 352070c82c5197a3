package dev.wharf.connector.staging;

import dev.wharf.core.capture.ContentDigest;

/// A file that a staged capture names, and what came of pulling it.
sealed interface StagedFile {
    String mediaId();

    /// It lies in an object of its own.
    ///
    /// @param number of that object among those of its capture
    record Kept(String mediaId, int number, ContentDigest digest, long size)
            implements StagedFile {}

    /// The site does not have it.
    record Missing(String mediaId, String reason) implements StagedFile {}

    /// The site has it, and cannot give it whole.
    record Unreadable(String mediaId) implements StagedFile {}
}
