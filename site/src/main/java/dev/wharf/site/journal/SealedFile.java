package dev.wharf.site.journal;

import dev.wharf.core.capture.ContentDigest;

/// A body that was sealed into a file of its own. Durable; kept once a record refers to it, and
/// removed at the next start if none does.
public record SealedFile(MediaId id, ContentDigest digest, long size) {}
