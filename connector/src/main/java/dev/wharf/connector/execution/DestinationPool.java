package dev.wharf.connector.execution;

import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.definition.DestinationDefinition;
import dev.wharf.core.destination.Destination;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Keeps a connector's destinations open from run to run, since they hold tokens, connections and
/// how much of a mailbox's budget is used; opens them anew when their definition has changed.
///
/// Safe for many threads; a destination is used by one run at a time.
final class DestinationPool implements AutoCloseable {
    private final Destinations destinations;
    private final Map<Place, Open> open = new HashMap<>();

    private record Place(ConnectorName connector, ConnectorName destination) {}

    private record Open(int revision, Destination destination) {}

    DestinationPool(Destinations destinations) {
        this.destinations = destinations;
    }

    /// @throws dev.wharf.core.error.WharfException as [Destinations#open] says
    Destination take(Connector connector, DestinationDefinition definition) {
        Place place = new Place(connector.name(), definition.name());
        Open stale;
        synchronized (this) {
            Open known = open.get(place);
            if (known != null && known.revision() == connector.revision()) {
                return known.destination();
            }
            stale = open.remove(place);
        }
        close(stale);
        ConnectorDefinition all = connector.definition();
        Destination fresh = destinations.open(all, definition);
        synchronized (this) {
            open.put(place, new Open(connector.revision(), fresh));
        }
        return fresh;
    }

    /// Opens it anew next time: it did not accept us, and somebody may give another password.
    void forget(Connector connector, DestinationDefinition definition) {
        Open stale;
        synchronized (this) {
            stale = open.remove(new Place(connector.name(), definition.name()));
        }
        close(stale);
    }

    private static void close(@Nullable Open one) {
        if (one != null) {
            one.destination().close();
        }
    }

    /// When no run uses any of them.
    @Override
    public void close() {
        List<Open> all;
        synchronized (this) {
            all = new ArrayList<>(open.values());
            open.clear();
        }
        all.stream().filter(Objects::nonNull).forEach(DestinationPool::close);
    }
}
