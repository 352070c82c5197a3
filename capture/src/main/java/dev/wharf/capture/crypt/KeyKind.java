package dev.wharf.capture.crypt;

/// The two kinds of key there are.
public enum KeyKind {
    /// The 158-byte file `key` from the phone: WhatsApp made it and keeps a copy. Opens crypt12 and
    /// crypt14.
    KEY_FILE,

    /// 32 bytes that only the user holds: 64 hexadecimal digits, or the file `encrypted_backup.key`
    /// from the phone. Opens crypt15.
    ROOT_KEY
}
