package dev.wharf.core.chat;

public enum ChatKind {
    DIRECT,
    GROUP,
    BROADCAST,
    STATUS,
    CHANNEL,
    /// The source does not tell (an export with one voice and no group event).
    UNKNOWN
}
