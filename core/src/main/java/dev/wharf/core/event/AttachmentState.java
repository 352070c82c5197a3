package dev.wharf.core.event;

public enum AttachmentState {
    /// In the capture, not yet stored. Decoders emit it; a stored event never holds it.
    PENDING,
    /// The bytes are in the archive.
    PRESENT,
    /// The source left it out on purpose (export "without media").
    OMITTED,
    /// The source names it but the bytes are not there, or could not be had; `reason` says why.
    MISSING,
    /// View-once or expired content that a capture can never have.
    UNAVAILABLE
}
