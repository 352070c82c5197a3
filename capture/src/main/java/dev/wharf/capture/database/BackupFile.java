package dev.wharf.capture.database;

import dev.wharf.capture.file.CheckedEntryStream.Opener;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.ContentDigest;

import org.jspecify.annotations.Nullable;

/// One file of a backup that was handed over.
///
/// @param path as it lay below the folder that was handed over, parted by `/`: untrusted, opened by
///   nothing
/// @param size in bytes, -1 when unknown
/// @param digest of its bytes, where the pack lists it; null where the file is the capture itself
///   or the pack is somebody else's
/// @param content the same at every opening
/// @param body for random access; null when it is compressed
/// @param problem why it cannot be had whole; null when it can, as far as is known without reading
public record BackupFile(
        String path,
        long size,
        @Nullable ContentDigest digest,
        Opener content,
        @Nullable CaptureBody body,
        @Nullable String problem) {

    /// The last part of its path.
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
