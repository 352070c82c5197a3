package dev.wharf.core.archive;

import dev.wharf.core.capture.ContentDigest;

/// Content that the archive holds.
///
/// @param size of the plain bytes
public record StoredContent(ContentDigest digest, long size) {}
