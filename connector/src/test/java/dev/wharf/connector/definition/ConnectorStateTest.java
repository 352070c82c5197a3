package dev.wharf.connector.definition;

import static dev.wharf.connector.definition.ConnectorState.ACTIVE;
import static dev.wharf.connector.definition.ConnectorState.DELETED;
import static dev.wharf.connector.definition.ConnectorState.PAUSED;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

class ConnectorStateTest {
    private static final Map<ConnectorState, Set<ConnectorState>> ALLOWED =
            Map.of(
                    ACTIVE, Set.of(PAUSED, DELETED),
                    PAUSED, Set.of(ACTIVE, DELETED),
                    DELETED, Set.of());

    @Test
    void statesFollowEachOtherAsTheyMay() {
        for (ConnectorState from : ConnectorState.values()) {
            Set<ConnectorState> may = EnumSet.noneOf(ConnectorState.class);
            for (ConnectorState to : ConnectorState.values()) {
                if (from.mayBecome(to)) {
                    may.add(to);
                }
            }

            assertThat(may).as("after %s", from).isEqualTo(ALLOWED.get(from));
        }
    }
}
