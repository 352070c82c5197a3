package dev.wharf.core.capture;

public enum SourceKind {
    CHAT_EXPORT,
    CLOUD_API,
    LINKED_DEVICE,
    ANDROID_BACKUP,
    IOS_BACKUP
}
