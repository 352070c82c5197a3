package dev.wharf.connector.execution;

import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.deliver.Addressee;

/// Who is a valid user of a connector's destinations, by its directory. Safe for many threads.
@FunctionalInterface
public interface Recipients {
    /// Nobody is asked: a destination itself says which mailboxes it has.
    Recipients EVERYBODY = _ -> Addressee.Policy.EVERYBODY;

    /// As the directory is when a run begins.
    Addressee.Policy of(ConnectorDefinition connector);
}
