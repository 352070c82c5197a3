package dev.wharf.connector.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a file holds, with where it stands.
sealed interface Node {
    Place at();

    /// A single value as it is written: a text, a number, `true`.
    record Text(Place at, String value) implements Node {}

    record Items(Place at, List<Node> values) implements Node {
        public Items {
            values = List.copyOf(values);
        }
    }

    /// Keys with their values, in their order.
    record Fields(Place at, Map<String, Field> values) implements Node {
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /// @param key where the key stands
    record Field(Place key, Node value) {}
}
