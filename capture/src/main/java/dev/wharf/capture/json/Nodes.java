package dev.wharf.capture.json;

import dev.wharf.core.event.Field;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Tolerant looks into parsed JSON: what is not there, or of another kind, is absent.
public final class Nodes {
    private static final int MOST_FIELDS = 1_000;

    private Nodes() {}

    /// A string, number or truth value as text; null for anything else.
    public static @Nullable String text(@Nullable JsonNode node, String name) {
        JsonNode value = node == null ? null : node.get(name);
        return value == null || value.isNull() || !value.isValueNode() ? null : value.asString();
    }

    /// The first of these names that has text.
    public static @Nullable String text(@Nullable JsonNode node, String... names) {
        for (String name : names) {
            String text = text(node, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /// A member that is an object; null for anything else.
    public static @Nullable JsonNode object(@Nullable JsonNode node, String name) {
        JsonNode value = node == null ? null : node.get(name);
        return value != null && value.isObject() ? value : null;
    }

    /// The elements of a list; a single object where a list belongs is its only element.
    public static List<JsonNode> list(@Nullable JsonNode node, String name) {
        JsonNode value = node == null ? null : node.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            return List.of(value);
        }
        List<JsonNode> elements = new ArrayList<>(value.size());
        value.forEach(elements::add);
        return elements;
    }

    /// Whether a member is true.
    public static boolean flag(@Nullable JsonNode node, String name) {
        return "true".equals(text(node, name));
    }

    /// Every single value within, under its path: `body.text`, `components[0].type`.
    public static List<Field> fields(@Nullable JsonNode node) {
        List<Field> fields = new ArrayList<>();
        if (node != null) {
            collect("", node, fields);
        }
        return fields;
    }

    private static void collect(String path, JsonNode node, List<Field> fields) {
        if (fields.size() >= MOST_FIELDS || node.isNull()) {
            return;
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                String step = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                collect(step, member.getValue(), fields);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), fields);
            }
        } else {
            fields.add(new Field(path.isEmpty() ? "value" : path, node.asString()));
        }
    }

    /// The values within, for a person: `event: ACCOUNT_DELETED, ban_info.waba_ban_state: …`.
    public static String described(@Nullable JsonNode node) {
        StringBuilder text = new StringBuilder();
        for (Field field : fields(node)) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(field.name())
                    .append(": ")
                    .append(field.value());
        }
        return text.toString();
    }

    /// Errors of Meta's, for a person: `131051 Message type unknown: … is currently not supported.`
    public static String errors(List<JsonNode> errors) {
        StringBuilder text = new StringBuilder();
        for (JsonNode error : errors) {
            text.append(text.isEmpty() ? "" : "; ").append(error(error));
        }
        return text.toString();
    }

    private static String error(JsonNode error) {
        String code = text(error, "code");
        String title = text(error, "title", "message");
        String details = text(object(error, "error_data"), "details");
        StringBuilder text = new StringBuilder(code == null ? "" : code);
        if (title != null) {
            text.append(text.isEmpty() ? "" : " ").append(title);
        }
        if (details != null && !details.equals(title)) {
            text.append(text.isEmpty() ? "" : ": ").append(details);
        }
        return text.isEmpty() ? described(error) : text.toString();
    }
}
