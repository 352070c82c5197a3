package dev.wharf.connector.definition;

/// One foreign mail system that gets copies.
///
/// @param name within the connector; its cursor and debts stand under it, so that a new name is a
///   new destination
/// @param settings what the kind wants to know
public record DestinationDefinition(
        ConnectorName name, Kind kind, MailForm form, ReadBackRule readBack, Settings settings) {
    /// The archive's own name in logs, which is a destination always and is never defined.
    private static final String BUILT_IN = "archive";

    public enum Kind {
        IMAP,
        MICROSOFT365,
        JOURNAL;

        /// As it is written: `imap`.
        public String text() {
            return Words.text(this);
        }
    }

    public DestinationDefinition {
        if (name.value().equals(BUILT_IN)) {
            throw new IllegalArgumentException(
                    "'archive' is the built-in archive, a destination always; take another name");
        }
    }
}
