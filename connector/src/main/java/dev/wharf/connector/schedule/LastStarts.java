package dev.wharf.connector.schedule;

import dev.wharf.connector.definition.ConnectorName;

import java.time.Instant;
import java.util.Optional;

/// When connectors ran before this process began.
@FunctionalInterface
public interface LastStarts {
    /// When the last run that came to an end was started; one that was cut off does not count.
    Optional<Instant> of(ConnectorName connector);
}
