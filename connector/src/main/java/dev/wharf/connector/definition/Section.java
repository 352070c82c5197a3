package dev.wharf.connector.definition;

import dev.wharf.connector.definition.ConnectorKey.Part;
import dev.wharf.core.error.WharfException;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// One part of a definition, read strictly: a key that the part does not have fails.
final class Section {
    private static final int LONGEST_SHOWN = 40;

    private final Origin origin;
    private final Node.Fields fields;

    private Section(Origin origin, Node.Fields fields) {
        this.origin = origin;
        this.fields = fields;
    }

    static Section of(Origin origin, Part part, Node node) {
        if (!(node instanceof Node.Fields fields)) {
            throw origin.wrong(
                    node.at(),
                    "'key: value' lines are expected, with the keys "
                            + String.join(", ", ConnectorKey.of(part)));
        }
        List<String> known = ConnectorKey.of(part);
        fields.values()
                .forEach(
                        (key, field) -> {
                            if (!known.contains(key)) {
                                throw unknown(origin, field.key(), key, known);
                            }
                        });
        return new Section(origin, fields);
    }

    private static WharfException unknown(Origin origin, Place at, String key, List<String> known) {
        return origin.wrong(
                at,
                "there is no key '%s' here; perhaps '%s' is meant (all: %s)"
                        .formatted(
                                shown(key),
                                NearestKey.of(key, known).orElse(""),
                                String.join(", ", known)));
    }

    /// A key as it can stand in a message.
    static String shown(String key) {
        StringBuilder shown = new StringBuilder();
        key.codePoints()
                .limit(LONGEST_SHOWN)
                .map(
                        c ->
                                Character.isISOControl(c)
                                                || Character.getType(c) == Character.SURROGATE
                                        ? '?'
                                        : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    Place at() {
        return fields.at();
    }

    boolean has(ConnectorKey key) {
        return fields.values().containsKey(key.key());
    }

    Optional<Node> find(ConnectorKey key) {
        return Optional.ofNullable(fields.values().get(key.key())).map(Node.Field::value);
    }

    /// A part of its own, or what stands for it when it is left out.
    <T> T part(ConnectorKey key, Function<Node, T> read, Supplier<T> standard) {
        return find(key).map(read).orElseGet(standard);
    }

    /// A single value, or what stands for it when it is left out.
    <T> T value(ConnectorKey key, Function<String, T> parse, T standard) {
        return has(key) ? value(key, parse) : standard;
    }

    /// A single value that must be there.
    <T> T value(ConnectorKey key, Function<String, T> parse) {
        Node.Field field = fields.values().get(key.key());
        if (field == null) {
            throw origin.wrong(at(), "'%s' is missing: %s".formatted(key.key(), key.meaning()));
        }
        if (!(field.value() instanceof Node.Text text)) {
            throw origin.wrong(field.key(), key.key(), "one value is expected: " + key.meaning());
        }
        return origin.make(field.key(), key.key(), () -> parse.apply(text.value()));
    }

    WharfException wrong(ConnectorKey key, String complaint) {
        Node.Field field = fields.values().get(key.key());
        return origin.wrong(field == null ? at() : field.key(), key.key(), complaint);
    }
}
