package dev.wharf.core.capture;

/// The kinds of source there are.
public enum SourceKind {
    CHAT_EXPORT,
    CLOUD_API,
    LINKED_DEVICE,
    ANDROID_BACKUP,
    IOS_BACKUP,
    /// Mails in which an older archive kept messages: its deliveries, or a mailbox's folder.
    ARCHIVE_MAIL;

    /// Whether its messages carry names, WhatsApp's own or those of the mails they lie in, by which
    /// they are known again. An export has none: it is aligned with what the chat holds.
    public boolean namesMessages() {
        return this != CHAT_EXPORT;
    }
}
