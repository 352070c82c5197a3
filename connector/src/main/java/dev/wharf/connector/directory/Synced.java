package dev.wharf.connector.directory;

import dev.wharf.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

/// How reading a directory ended. Either way there is one snapshot that counts, or none yet.
public sealed interface Synced {

    /// What counts from now on; null when the directory was never read whole.
    @Nullable DirectorySnapshot snapshot();

    /// @param lost users who were enabled before and are gone or disabled now
    record Taken(DirectorySnapshot snapshot, long lost) implements Synced {}

    /// The one before stays, however old.
    ///
    /// @param code of kind TRANSIENT when the next night may help, else a person must act
    /// @param why and what to do
    record Kept(@Nullable DirectorySnapshot snapshot, ErrorCode code, String why)
            implements Synced {}
}
