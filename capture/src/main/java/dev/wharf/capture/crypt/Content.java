package dev.wharf.capture.crypt;

/// What an encrypted backup turned out to hold.
public enum Content {
    /// `msgstore.db`, `wa.db` and the like.
    SQLITE_DATABASE,
    /// Stickers and wallpapers.
    ZIP,
    /// Settings, mostly as JSON.
    OTHER
}
