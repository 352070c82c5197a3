package dev.wharf.core.search;

/// One match.
///
/// @param sequence of the item
/// @param second of its event, since 1970 in UTC
public record SearchHit(long sequence, long second) {}
