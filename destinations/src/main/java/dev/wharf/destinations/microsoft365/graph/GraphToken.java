package dev.wharf.destinations.microsoft365.graph;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A bearer token. It prints as nothing.
///
/// @param renewAt a new one is fetched from then on, while this one still works
public record GraphToken(String value, Instant renewAt) {

    /// The application permissions that Entra granted (`roles`). Empty when there are none, which
    /// is right where Exchange alone grants them, and when the token cannot be read: its form is
    /// Microsoft's own affair, so only the doctor looks.
    public List<String> roles() {
        List<String> roles = new ArrayList<>();
        String[] parts = value.split("\\.", -1);
        if (parts.length == 3) {
            for (JsonNode role : claims(parts[1]).path("roles")) {
                roles.add(role.asString());
            }
        }
        return List.copyOf(roles);
    }

    private static JsonNode claims(String part) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(part);
            return JsonMapper.shared().readTree(new String(json, StandardCharsets.UTF_8));
        } catch (JacksonException | IllegalArgumentException opaque) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    @Override
    public String toString() {
        return "GraphToken[REDACTED]";
    }
}
