package dev.wharf.core.item;

/// The mail of an item on its way into the archive: whole, or as what fills the form of a series.
public sealed interface ItemMail permits MailImage, FilledMail {
    /// The whole mail; may be made only now.
    MailImage image();
}
