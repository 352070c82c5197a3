package dev.wharf.connector.definition;

import dev.wharf.core.error.WharfException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLParser;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one document, YAML or JSON, into nodes: each key once, no aliases, nothing without a
/// value, nothing behind it.
final class NodeReader {
    /// A definition needs four.
    private static final int DEEPEST = 8;

    private final Origin origin;
    private final JsonParser parser;

    private NodeReader(Origin origin, JsonParser parser) {
        this.origin = origin;
        this.parser = parser;
    }

    static Node read(Origin origin, TokenStreamFactory format, String text) {
        try (JsonParser parser =
                format.createParser(
                        ObjectReadContext.empty(), new WholeCharacters(new StringReader(text)))) {
            return new NodeReader(origin, parser).document();
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            Place place = at == null ? new Place(1, 1) : place(at);
            // Its message would quote the file, which may hold a secret that does not belong there.
            throw origin.wrong(place, "this is not YAML of the form 'key: value'");
        }
    }

    private Node document() {
        if (parser.nextToken() == null) {
            throw origin.wrong(new Place(1, 1), "the file is empty");
        }
        Node node = node(0);
        if (parser.nextToken() != null) {
            throw origin.wrong(here(), "one document is enough");
        }
        return node;
    }

    private Node node(int depth) {
        Place at = here();
        if (depth > DEEPEST) {
            throw origin.wrong(at, "this is nested too deeply");
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw origin.wrong(at, "an alias (*) is not taken; write it out");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(at, depth);
            case START_ARRAY -> items(at, depth);
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                    new Node.Text(at, parser.getString());
            case VALUE_NULL -> throw origin.wrong(at, "a value is missing");
            case null, default -> throw origin.wrong(at, "this is not a plain value");
        };
    }

    private Node items(Place at, int depth) {
        List<Node> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(node(depth + 1));
        }
        return new Node.Items(at, values);
    }

    private Node fields(Place at, int depth) {
        Map<String, Node.Field> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place place = here();
            Node.Field before = values.get(key);
            if (before != null) {
                throw twice(place, key, before.key());
            }
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                throw origin.wrong(place, Section.shown(key), "a value is missing");
            }
            values.put(key, new Node.Field(place, node(depth + 1)));
        }
        return new Node.Fields(at, values);
    }

    private WharfException twice(Place at, String key, Place before) {
        return origin.wrong(
                at, Section.shown(key), "stands in line %d already".formatted(before.line()));
    }

    private Place here() {
        return place(parser.currentTokenLocation());
    }

    private static Place place(TokenStreamLocation at) {
        return new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
