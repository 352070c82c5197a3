package dev.wharf.capture.database;

import dev.wharf.core.key.Secret;

import java.util.List;

/// The keys and passcodes that open encrypted backups, as somebody entered them. They are no part
/// of any capture, so that originals stay what was handed over; whoever decodes one again needs
/// them again.
///
/// Safe for many threads.
public interface BackupSecrets {
    /// Nobody entered any.
    BackupSecrets NONE = List::of;

    /// All there are, the newest first; the caller closes them. Which one fits is told by the
    /// backup.
    ///
    /// @return bytes as they were entered: a key file, 64 hex digits, a passcode in UTF-8
    List<Secret> all();
}
