package dev.wharf.connector.execution;

import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.definition.DestinationDefinition;
import dev.wharf.core.destination.Destination;

/// Makes destinations of what their definitions say. Safe for many threads.
@FunctionalInterface
public interface Destinations {

    /// @throws dev.wharf.core.error.WharfException CONFIG_INVALID or KEY_MISSING naming the setting
    ///   or the secret that is wrong
    Destination open(ConnectorDefinition connector, DestinationDefinition destination);
}
