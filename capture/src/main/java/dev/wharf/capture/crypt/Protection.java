package dev.wharf.capture.crypt;

/// Who holds the key of a backup, as its header says.
public enum Protection {
    /// WhatsApp made the key and keeps a copy; the phone has it in the file `key`.
    WHATSAPP,

    /// End-to-end encrypted by an app that did not yet write with what.
    END_TO_END,

    /// End-to-end encrypted with a password; the key it unlocks lies in a vault of Meta's.
    PASSWORD,

    /// End-to-end encrypted with a 64-digit key that the user keeps.
    SIXTY_FOUR_DIGITS,

    /// End-to-end encrypted with a passkey; the key it unlocks lies in a vault of Meta's.
    PASSKEY
}
