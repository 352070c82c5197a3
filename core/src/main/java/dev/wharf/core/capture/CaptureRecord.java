package dev.wharf.core.capture;

/// One capture as the journal holds it.
///
/// @param digest of the exact bytes
/// @param size of the exact bytes
public record CaptureRecord(
        CaptureId id, CaptureEnvelope envelope, ContentDigest digest, long size) {}
