package dev.wharf.capture.telemessage;

/// How a capture says which mailbox it was read out of: keys of its envelope's options, part of the
/// evidence.
final class FolderOrigin {
    /// `mailbox-folder`.
    static final String ORIGIN = "origin";

    static final String MAILBOX = "mailbox";
    static final String FOLDER = "folder";
    static final String UID_VALIDITY = "uidvalidity";

    /// First and last, as in `17-516`.
    static final String UIDS = "uids";

    /// How many mails the reader gave.
    static final String MAILS = "mails";

    private FolderOrigin() {}
}
