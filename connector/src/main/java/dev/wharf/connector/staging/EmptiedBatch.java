package dev.wharf.connector.staging;

import dev.wharf.core.capture.ContentDigest;

import java.time.Instant;

/// Proof of delivery: what was staged, is archived and acknowledged, and is emptied out of staging.
///
/// @param objects how many objects of the staging store it was
/// @param captures how many captures lay in them
/// @param first the first one's sequence
/// @param last the last one's
/// @param digest SHA-256 over every capture in order: its sequence (8 bytes, big endian), then the
///   32 bytes of its own SHA-256. The archive keeps both, so that anybody can compute it again
/// @param group the archive's last commit group at that time: everything above lies in it or before
/// @param at when
public record EmptiedBatch(
        int objects,
        long captures,
        long first,
        long last,
        ContentDigest digest,
        long group,
        Instant at) {}
