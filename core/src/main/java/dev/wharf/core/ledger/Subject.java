package dev.wharf.core.ledger;

/// What an act was about.
///
/// @param id in the form the type's own words give it: an item id, an address, a run id, a SHA-256
public record Subject(Type type, String id) {

    public enum Type {
        ARCHIVE,
        ITEM,
        MAILBOX,
        AUDIENCE,
        CONVERSATION,
        PARTY,
        CAPTURE,
        RUN,
        /// A file, by the SHA-256 of its content.
        FILE,
        /// A commit group, by its number.
        GROUP,
        KEY,
        CASE,
        CONFIG,
        SESSION,
        /// An account enrolled at the site.
        ACCOUNT,
        /// A credential or a source's secret, by its name.
        CREDENTIAL,
        ALERT
    }

    /// The archive as a whole.
    public static final Subject ARCHIVE = new Subject(Type.ARCHIVE, "archive");

    public static Subject of(Type type, String id) {
        return new Subject(type, id);
    }
}
