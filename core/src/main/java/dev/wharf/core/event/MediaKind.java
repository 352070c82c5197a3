package dev.wharf.core.event;

public enum MediaKind {
    IMAGE,
    VIDEO,
    AUDIO,
    VOICE_NOTE,
    VIDEO_NOTE,
    GIF,
    STICKER,
    DOCUMENT,
    CONTACT_CARD,
    /// The source says only that there was something (`<Media omitted>`).
    UNKNOWN
}
