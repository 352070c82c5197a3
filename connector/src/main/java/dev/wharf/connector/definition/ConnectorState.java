package dev.wharf.connector.definition;

/// Whether a connector runs.
public enum ConnectorState {
    ACTIVE,
    /// It does not run by itself, and holds nothing back that others need.
    PAUSED,
    /// It never runs again. Its definition and logs stay, and its name is not given to another.
    DELETED;

    public boolean mayBecome(ConnectorState next) {
        return switch (this) {
            case ACTIVE -> next == PAUSED || next == DELETED;
            case PAUSED -> next == ACTIVE || next == DELETED;
            case DELETED -> false;
        };
    }

    /// As it is written: `active`.
    public String text() {
        return Words.text(this);
    }
}
