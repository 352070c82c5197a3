package dev.wharf.archive;

import dev.wharf.core.archive.PreparedGroup;

import java.util.List;

/// A prepared group: everything but its place in the archive.
///
/// @param manifest what will be recorded
/// @param packed the manifest compressed, not yet sealed: its seal binds the group's place
/// @param bodies sealed bodies one after the other; valid up to `bodiesLength`
/// @param slots wrapped keys of the items, in order
/// @param originals wrapped keys of kept originals
/// @param contents content this group refers to
/// @param drafts of the items, for whoever listens to commits; neither events nor mails, since
///   groups wait for their turn
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
        NewItems.Drafts drafts)
        implements PreparedGroup {

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record OriginalKey(long capture, byte[] slot) {}

    @Override
    public int items() {
        return drafts.size();
    }
}
