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
    /// A small preview that the source keeps of a file: beside a missing file, and never in place
    /// of it, so that the file is still taken should it come.
    THUMBNAIL,
    /// The source says only that there was something (`<Media omitted>`).
    UNKNOWN
}
