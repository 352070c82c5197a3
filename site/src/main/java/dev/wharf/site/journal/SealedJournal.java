package dev.wharf.site.journal;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/// The journal as somebody without keys sees it: sealed records in order, sealed files, and how far
/// the archive has come. What the feed hands out, on this machine or over HTTP.
///
/// Safe for many threads.
public interface SealedJournal extends AutoCloseable {

    /// The records after a sequence that are durable, in order, at most `limit` and about
    /// `mostBytes` of them (at least one); empty at the end.
    List<Entry> after(long after, int limit, long mostBytes);

    /// The header of the segment that begins with a sequence: the key of its records, sealed. Empty
    /// when it is damaged.
    Optional<byte[]> header(long segment);

    /// A sealed file, for reading at random.
    ///
    /// @throws dev.wharf.core.error.WharfException `NOT_FOUND` when it was purged or never was
    SeekableByteChannel file(MediaId id) throws IOException;

    boolean holds(MediaId id);

    /// First sequence that is still held; 1 for an empty journal.
    long first();

    /// Sequence up to which everything is durable.
    long durable();

    /// See [dev.wharf.core.capture.Feed#acknowledge].
    void acknowledge(long sequence);

    long acknowledged();

    @Override
    void close();

    sealed interface Entry {

        /// @param kind of the frame, see [JournalRecord]
        /// @param segment first sequence of the segment it lies in
        /// @param offset of its frame there, for messages
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Kept(long sequence, byte kind, byte[] payload, long segment, long offset)
                implements Entry {}

        /// Records that cannot be read any more.
        record Damage(long first, long last, String text) implements Entry {}
    }
}
