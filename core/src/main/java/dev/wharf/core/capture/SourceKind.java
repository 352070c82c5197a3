package dev.wharf.core.capture;

/// The kinds of source there are.
public enum SourceKind {
    CHAT_EXPORT,
    CLOUD_API,
    LINKED_DEVICE,
    ANDROID_BACKUP,
    IOS_BACKUP;

    /// Whether its messages carry names of WhatsApp's own, by which they are known again. An export
    /// has none: it is aligned with what the chat holds.
    public boolean namesMessages() {
        return this != CHAT_EXPORT;
    }
}
