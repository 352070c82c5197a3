package dev.wharf.archive;

/// How far the record goes: where the next commit group will stand.
///
/// @param pack the open pack's number, 0 before the first
/// @param end offset behind the last group
/// @param full the pack has its footer; the next group begins a new one
/// @param digest of the last group
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Tail(long group, int pack, long end, boolean full, byte[] digest) {
    static final Tail START = new Tail(0, 0, 0, true, GroupHeader.NO_DIGEST);

    Tail after(Projection.Position group) {
        return new Tail(
                group.group(),
                group.place().pack(),
                group.place().offset() + group.length(),
                false,
                group.digest());
    }
}
