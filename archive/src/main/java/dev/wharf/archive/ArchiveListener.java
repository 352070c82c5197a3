package dev.wharf.archive;

import dev.wharf.core.archive.ItemRow;

import java.util.List;

/// Hears what was committed, on the committing thread and in order, after it is durable: how the
/// index keeps up. Whatever it misses (a crash, its own failure) it can read again: items after the
/// last sequence it has, and [Archive#erasures].
///
/// It must not fail; what it throws reaches the committer, whose group is committed all the same.
/// Texts that it keeps for later it bounds.
public interface ArchiveListener {
    ArchiveListener NONE =
            new ArchiveListener() {
                @Override
                public void committed(NewItems items) {}

                @Override
                public void moved(List<MovedItem> items) {}

                @Override
                public void erased(ItemRow item) {}
            };

    /// New items, as the index learns of them.
    void committed(NewItems items);

    /// Items that belong to another audience now. An audience that got another content under the
    /// same number is not told of: its items follow.
    void moved(List<MovedItem> items);

    /// The item's key is destroyed; traces of it elsewhere must go too.
    void erased(ItemRow item);
}
