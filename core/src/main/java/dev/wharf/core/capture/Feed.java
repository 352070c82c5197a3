package dev.wharf.core.capture;

import java.util.List;

/// The journal as its one reader, the archive's intake, sees it. Needs the archive's private key.
///
/// For one thread.
public interface Feed extends AutoCloseable {

    /// The next captures after `after` (0 for the start), in order, at most `limit`; empty at the
    /// end.
    List<CaptureRecord> after(long after, int limit);

    /// Opens a capture's exact bytes. The digest is verified when a sequential read reaches the
    /// end.
    CaptureBody open(CaptureRecord record);

    /// Says that everything up to and including `sequence` is safely archived; only then may the
    /// site purge. Durable when it returns.
    void acknowledge(long sequence);

    /// The highest acknowledged sequence, 0 at first.
    long acknowledged();

    @Override
    void close();
}
