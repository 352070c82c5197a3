package dev.wharf.capture.ios;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The rows that an event was made of, as one JSON object by table.
final class Raw {
    private final Map<String, byte[]> rows = new LinkedHashMap<>();

    static Raw of(String table, byte[] row) {
        return new Raw().and(table, row);
    }

    Raw and(String table, byte[] row) {
        rows.put(table, row);
        return this;
    }

    byte[] json() {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.write('{');
        rows.forEach(
                (table, row) -> {
                    json.writeBytes(
                            ((json.size() == 1 ? "\"" : ",\"") + table + "\":")
                                    .getBytes(StandardCharsets.US_ASCII));
                    json.writeBytes(row);
                });
        json.write('}');
        return json.toByteArray();
    }
}
