package dev.wharf.archive;

/// An item that belongs to another audience now.
public record MovedItem(long sequence, int audience) {}
