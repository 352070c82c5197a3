package dev.wharf.archive;

import dev.wharf.core.archive.PreparedGroup;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.search.IndexDocument;

import java.util.List;

/// A prepared group: everything but its place in the archive.
///
/// @param manifest what will be recorded
/// @param packed the manifest compressed, not yet sealed: its seal binds the group's place
/// @param bodies sealed bodies one after the other; valid up to `bodiesLength`
/// @param slots wrapped keys of the items, in order
/// @param originals wrapped keys of kept originals
/// @param contents content this group refers to
/// @param added the items, for whoever listens to commits
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record SealedGroup(
        Archive owner,
        Manifest manifest,
        byte[] packed,
        byte[] bodies,
        int bodiesLength,
        byte[] slots,
        List<OriginalKey> originals,
        List<HeldContent> contents,
        List<Added> added)
        implements PreparedGroup {

    /// What listeners are told of a new item; neither its event nor its mail, since groups wait for
    /// their turn.
    ///
    /// @param draft as committed it has a sequence and an audience
    record Added(ItemId id, IndexDocument draft) {}

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record OriginalKey(long capture, byte[] slot) {}

    @Override
    public int items() {
        return added.size();
    }
}
