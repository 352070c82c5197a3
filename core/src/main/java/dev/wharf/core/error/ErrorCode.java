package dev.wharf.core.error;

/// A stable name for one way to fail; part of the command line's JSON.
public enum ErrorCode {
    INPUT_UNREADABLE(ErrorKind.INPUT),
    INPUT_NOT_RECOGNISED(ErrorKind.INPUT),
    INPUT_AMBIGUOUS(ErrorKind.INPUT),
    INPUT_HOSTILE(ErrorKind.INPUT),
    MAPPING_INVALID(ErrorKind.INPUT),
    CONFIG_INVALID(ErrorKind.INPUT),
    QUERY_INVALID(ErrorKind.INPUT),
    NOT_FOUND(ErrorKind.INPUT),
    HOME_LOCKED(ErrorKind.REFUSED),
    NOT_ALLOWED(ErrorKind.REFUSED),
    ERASED(ErrorKind.REFUSED),
    /// A foreign service does not accept us: a person must act first.
    SOURCE_REFUSED(ErrorKind.REFUSED),
    /// What was asked for is no longer there, for good.
    SOURCE_GONE(ErrorKind.INPUT),
    /// A foreign service is away or busy.
    SOURCE_UNAVAILABLE(ErrorKind.TRANSIENT),
    STORAGE_FAILED(ErrorKind.TRANSIENT),
    STORAGE_CORRUPT(ErrorKind.INTEGRITY),
    KEY_MISSING(ErrorKind.INTEGRITY),
    DIGEST_MISMATCH(ErrorKind.INTEGRITY),
    BUG(ErrorKind.INTERNAL);

    private final ErrorKind kind;

    ErrorCode(ErrorKind kind) {
        this.kind = kind;
    }

    public ErrorKind kind() {
        return kind;
    }
}
