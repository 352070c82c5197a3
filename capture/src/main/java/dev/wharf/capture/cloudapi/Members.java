package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.JsonText;
import dev.wharf.capture.json.Nodes;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Map;

/// Tolerant looks into an object, whether it was parsed or only cut: who an update is with is found
/// in the same way by the decoder, which needs all of it, and by the site, which must not read on.
interface Members {
    Members NONE = new Members() {};

    /// A string, number or truth value as text; null for anything else.
    default @Nullable String text(String name) {
        return null;
    }

    default @Nullable Members object(String name) {
        return null;
    }

    /// The first of these names that has text.
    default @Nullable String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? text(otherwise) : text;
    }

    /// The object of that name; an empty one when there is none.
    default Members inner(String name) {
        Members object = object(name);
        return object == null ? NONE : object;
    }

    static Members of(@Nullable JsonNode node) {
        return node == null ? NONE : new Parsed(node);
    }

    static Members of(@Nullable JsonText json) {
        return json == null ? NONE : new Cut(json.members());
    }

    static Members of(Map<String, JsonText> members) {
        return new Cut(members);
    }

    record Parsed(JsonNode node) implements Members {
        @Override
        public @Nullable String text(String name) {
            return Nodes.text(node, name);
        }

        @Override
        public @Nullable Members object(String name) {
            JsonNode object = Nodes.object(node, name);
            return object == null ? null : new Parsed(object);
        }
    }

    record Cut(Map<String, JsonText> members) implements Members {
        @Override
        public @Nullable String text(String name) {
            JsonText value = members.get(name);
            return value == null || value.isObject() || value.isArray() || ChangeWalk.isNull(value)
                    ? null
                    : value.string();
        }

        @Override
        public @Nullable Members object(String name) {
            JsonText value = members.get(name);
            return value == null || !value.isObject() ? null : new Cut(value.members());
        }
    }
}
