package dev.wharf.core.capture;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/// A file that an update names and does not hold: what it takes to fetch it.
///
/// @param mediaId as the update's own bytes name it; what [CaptureBody#companion] is asked for
/// @param account the source's own name of the account it belongs to: a phone number id, a session
/// @param url where it lies now, when the update says so. Untrusted: whoever follows it checks its
///   host
/// @param digest of its bytes, when the update says so
/// @param size in bytes as announced, -1 when unknown
public record MediaNeed(
        String mediaId,
        String account,
        @Nullable URI url,
        @Nullable ContentDigest digest,
        long size) {}
