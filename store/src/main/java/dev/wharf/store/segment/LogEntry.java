package dev.wharf.store.segment;

import java.nio.file.Path;

/// What a reader meets in a log.
public sealed interface LogEntry {

    /// One record, as it was appended.
    ///
    /// @param kind the owner's number for what the payload is
    /// @param segment the file it stands in
    /// @param offset of its frame in that file
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(long sequence, byte kind, byte[] payload, Path segment, long offset)
            implements LogEntry {}

    /// Records that cannot be read: bytes were changed, or a file is gone. Whatever follows is
    /// still read.
    ///
    /// @param first sequence of the first record that is lost
    /// @param last sequence of the last
    /// @param offset in the segment where the damage begins
    /// @param what is wrong, for a person
    record Damage(long first, long last, Path segment, long offset, String what)
            implements LogEntry {

        /// `00000001.seg at offset 4096: its content was changed`.
        public String describe() {
            return "%s at offset %d: %s".formatted(segment.getFileName(), offset, what);
        }
    }
}
