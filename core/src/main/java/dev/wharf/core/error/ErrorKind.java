package dev.wharf.core.error;

/// Decides what happens next after a failure; nothing else does.
public enum ErrorKind {
    /// The input is wrong. A person mends the named file, line or field. CLI exit code 2 or 3.
    INPUT,
    /// Trying again later may help (a disk that is full, a server that is away).
    TRANSIENT,
    /// Stored data does not match its digest, or a key is missing. Never retried, never hidden.
    INTEGRITY,
    /// The caller may not do this, or not now (locked home, hold, missing right).
    REFUSED,
    /// A bug in Wharf.
    INTERNAL
}
