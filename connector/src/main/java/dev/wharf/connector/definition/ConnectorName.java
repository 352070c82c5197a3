package dev.wharf.connector.definition;

import java.util.regex.Pattern;

/// What a connector is called, for ever: its cursor, debts and logs stand under the name.
public record ConnectorName(String value) implements Comparable<ConnectorName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public ConnectorName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a name is 1 to 63 lower-case letters, digits and dashes, no dash first");
        }
    }

    @Override
    public int compareTo(ConnectorName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
