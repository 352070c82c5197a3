package dev.wharf.app.home;

import java.util.function.Supplier;

/// Whose turn it is to change an archive that a long-running process owns: its intake's, or a
/// command's. One at a time.
///
/// Safe for use by many threads. The intake has a turn for a page of captures and gives it back
/// between pages, with everything committed and acknowledged and nothing prepared. What it
/// remembers of the archive (chats, parties, mappings, captures known) may be out of date after
/// somebody else's turn: it then reads that anew.
public interface Turn {

    /// Waits for a turn, works, and gives it back, whatever becomes of the work. A turn within a
    /// turn of the same thread is the same turn.
    <T> T take(Supplier<T> work);
}
