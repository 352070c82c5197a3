package dev.wharf.core.search;

/// Finds items by what they say, who wrote them, and when.
///
/// Derived and allowed to lag: [#lastIndexed] says how far it is, and whoever feeds it starts again
/// from there. Nothing in it is the only copy of anything.
///
/// Threads: one thread at a time may [#add], [#delete] and [#commit]; any number may [#search] and
/// [#refresh] beside it. Durability: what a [#commit] covered survives a crash, with its
/// `lastIndexed`; what came after it is gone, and is added again by the feeder.
///
/// Errors: `STORAGE_FAILED` when the disk fails, `STORAGE_CORRUPT` when stored bytes are not what
/// was written or the key is wrong; the remedy for the latter is to [#clear] and feed it again.
public interface SearchIndex extends AutoCloseable {

    /// Adds a document. One whose sequence is above every one so far is simply added; any other
    /// replaces what is there.
    void add(IndexDocument document);

    /// Removes an item; one that is not there is ignored.
    void delete(long sequence);

    /// Makes everything so far durable.
    ///
    /// @param lastIndexed every item up to this sequence has been added or deleted
    /// @param settled nothing is under way: moves and erasures are in, too. A feeder says false
    ///   when it begins and true when it ends, so that an unclean stop shows
    void commit(long lastIndexed, boolean settled);

    /// What the last [#commit] said; 0 for a new index.
    long lastIndexed();

    /// What the last [#commit] said; true for a new index.
    boolean isSettled();

    /// Lets the searches that follow see everything added before this call.
    void refresh();

    SearchResult search(SearchRequest request);

    /// Number of items that searches see.
    long size();

    /// The audiences under which searches see items.
    ///
    /// @return for each of `count` sequences from `first` on the audience's number, 0 for an item
    ///   that is not there
    int[] audiences(long first, int count);

    /// Forgets everything, durably; [#lastIndexed] is 0 again.
    void clear();

    /// Commits nothing. Waits for searches that are under way.
    @Override
    void close();
}
