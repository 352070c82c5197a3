package dev.wharf.connector.definition;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A connector as the archive keeps it.
///
/// @param created when; kept in milliseconds, as `changed` is
/// @param changed when definition or state were changed last
/// @param revision of the definition, counted from 1; another number is another definition
public record Connector(
        ConnectorDefinition definition,
        ConnectorState state,
        Instant created,
        Instant changed,
        int revision) {
    public Connector {
        created = created.truncatedTo(ChronoUnit.MILLIS);
        changed = changed.truncatedTo(ChronoUnit.MILLIS);
        if (revision < 1) {
            throw new IllegalArgumentException("revisions count from 1");
        }
    }

    public ConnectorName name() {
        return definition.name();
    }

    public boolean isActive() {
        return state == ConnectorState.ACTIVE;
    }

    Connector redefined(ConnectorDefinition other, Instant at) {
        return new Connector(other, state, created, at, revision + 1);
    }

    Connector become(ConnectorState next, Instant at) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(state + " does not become " + next);
        }
        return new Connector(definition, next, created, at, revision);
    }
}
