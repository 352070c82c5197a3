package dev.wharf.core.event;

public enum TimePrecision {
    MILLISECOND,
    SECOND,
    /// Android exports show minutes only; the instant is the start of that minute.
    MINUTE
}
