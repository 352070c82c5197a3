package dev.wharf.core.ledger;

import java.util.Locale;

/// What was done. The names are written into the ledger for good: none is renamed or reused.
public enum ActKind {
    /// A home was set up, or a process opened it (`details`: version).
    START,
    IMPORT,
    MAPPING,
    REPLAY,
    REDECODE,
    /// A commit group entered the archive; `after` is its digest.
    COMMIT,
    /// What an interrupted process had begun was completed or cut off at the next start.
    RECOVER,
    /// Somebody looked at an item or a mailbox.
    VIEW,
    SEARCH,
    EXPORT,
    DELIVER,
    CONFIG,
    /// Keys were made, rotated, confirmed or destroyed.
    KEY,
    ERASE,
    HOLD,
    RETENTION,
    CASE,
    VERIFY,
    REBUILD,
    BACKUP,
    RESTORE,
    PURGE,
    SIGN_IN,
    /// Somebody was enrolled at the site, or what is known of them, their numbers or the way they
    /// are captured was changed.
    ACCOUNT,
    /// What of an account may be captured was changed.
    SCOPE,
    /// An employee agreed to be captured, or withdrew it; somebody accepted a risk for the firm.
    CONSENT,
    /// A device was invited, linked, refused or logged out.
    LINK,
    /// A credential of the site was made, changed or revoked, or a source's secret was.
    CREDENTIAL,
    /// An alert was acknowledged.
    ALERT;

    /// The name in the ledger's entries and in JSON: `sign-in`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static ActKind parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
