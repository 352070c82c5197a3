package dev.wharf.core.archive;

/// @param firstSequence of the group's items, or the next free one when it holds none
/// @param lastSequence of the group's items; `firstSequence - 1` when it holds none
public record CommitReceipt(long firstSequence, long lastSequence) {}
