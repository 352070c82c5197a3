package dev.wharf.core.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The one way anything gets into the archive.
///
/// [#put] and [#prepare] may be called from many threads; they do the costly work (compression,
/// sealing). [#commit] is for one thread at a time and takes groups in the caller's order: order is
/// evidence. A group is applied whole or not at all, and survives any crash once `commit` returns.
/// Fsync order: blobs, keys, pack, ledger, catalog.
public interface ArchiveWriter {

    /// Stores content once, however often it comes, streaming. It becomes durable with the first
    /// commit of an item or capture that refers to it; unreferenced content is swept at start.
    StoredContent put(InputStream content) throws IOException;

    /// @param changes walked once, here and now; whoever makes them as they are asked for never
    ///   holds them all
    PreparedGroup prepare(Iterable<Change> changes);

    CommitReceipt commit(PreparedGroup group);

    default CommitReceipt commit(List<Change> changes) {
        return commit(prepare(changes));
    }
}
