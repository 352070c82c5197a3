package dev.wharf.connector.definition;

/// Who is a valid user of the destinations.
public record DirectoryDefinition(Kind kind, Settings settings) {
    public static final DirectoryDefinition NONE =
            new DirectoryDefinition(Kind.NONE, Settings.NONE);

    public enum Kind {
        /// Nobody is asked: a destination itself says which mailboxes it has.
        NONE,
        LIST,
        LDAP,
        GRAPH;

        /// As it is written: `ldap`.
        public String text() {
            return Words.text(this);
        }
    }

    public DirectoryDefinition {
        if (kind == Kind.NONE && !settings.values().isEmpty()) {
            throw new IllegalArgumentException("no directory has no settings");
        }
    }
}
