package dev.wharf.connector.definition;

import static dev.wharf.connector.definition.ConnectorKey.*;

import dev.wharf.connector.definition.ConnectorKey.Part;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what has a kind and settings, and has the kind's rules look at them.
final class KindReader {
    private static final ReadBackRule READ_BACK = new ReadBackRule.Sampled(1);

    private final Origin origin;
    private final Kinds kinds;

    KindReader(Origin origin, Kinds kinds) {
        this.origin = origin;
        this.kinds = kinds;
    }

    List<DestinationDefinition> destinations(Node node) {
        if (!(node instanceof Node.Items(_, List<Node> values))) {
            throw origin.wrong(
                    node.at(), "destinations", "a list is expected: each begins with a dash");
        }
        return values.stream().map(this::destination).toList();
    }

    private DestinationDefinition destination(Node node) {
        Section one = Section.of(origin, Part.DESTINATION, node);
        DestinationDefinition.Kind kind =
                one.value(
                        DESTINATION_KIND,
                        word -> Words.parse(DestinationDefinition.Kind.class, word));
        ConnectorName name =
                one.value(DESTINATION_NAME, ConnectorName::new, new ConnectorName(kind.text()));
        MailForm form =
                one.value(
                        DESTINATION_FORM, word -> Words.parse(MailForm.class, word), MailForm.ITEM);
        ReadBackRule readBack = one.value(DESTINATION_READ_BACK, ReadBackRule::parse, READ_BACK);
        Settings settings =
                settings(
                        one,
                        DESTINATION_KIND,
                        DESTINATION_SETTINGS,
                        kinds.destinations().get(kind));
        return origin.make(
                one.at(),
                "name",
                () -> new DestinationDefinition(name, kind, form, readBack, settings));
    }

    StagingDefinition staging(Node node) {
        if (isNone(node)) {
            return StagingDefinition.NONE;
        }
        Section one = Section.of(origin, Part.STAGING, node);
        StagingDefinition.Kind kind =
                one.value(STAGING_KIND, word -> Words.parse(StagingDefinition.Kind.class, word));
        KindRules rules =
                kind == StagingDefinition.Kind.NONE ? KindRules.ANY : kinds.stagings().get(kind);
        Settings settings = settings(one, STAGING_KIND, STAGING_SETTINGS, rules);
        return origin.make(one.at(), "staging", () -> new StagingDefinition(kind, settings));
    }

    DirectoryDefinition directory(Node node) {
        if (isNone(node)) {
            return DirectoryDefinition.NONE;
        }
        Section one = Section.of(origin, Part.DIRECTORY, node);
        DirectoryDefinition.Kind kind =
                one.value(
                        DIRECTORY_KIND, word -> Words.parse(DirectoryDefinition.Kind.class, word));
        KindRules rules =
                kind == DirectoryDefinition.Kind.NONE
                        ? KindRules.ANY
                        : kinds.directories().get(kind);
        Settings settings = settings(one, DIRECTORY_KIND, DIRECTORY_SETTINGS, rules);
        return origin.make(one.at(), "directory", () -> new DirectoryDefinition(kind, settings));
    }

    private static boolean isNone(Node node) {
        return node instanceof Node.Text(_, String word) && word.equals("none");
    }

    private Settings settings(
            Section one, ConnectorKey kind, ConnectorKey key, @Nullable KindRules rules) {
        if (rules == null) {
            throw one.wrong(kind, "this installation does not have it");
        }
        Map<String, Node.Field> fields = one.find(key).map(this::fields).orElse(Map.of());
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach((name, field) -> values.put(name, setting(name, field)));
        for (KindRules.Complaint complaint : rules.examine(values)) {
            throw complain(complaint, fields, one.at(), rules);
        }
        return new Settings(values);
    }

    private Map<String, Node.Field> fields(Node node) {
        if (!(node instanceof Node.Fields fields)) {
            throw origin.wrong(node.at(), "settings", "'key: value' lines are expected");
        }
        return fields.values();
    }

    private String setting(String key, Node.Field field) {
        if (!(field.value() instanceof Node.Text text)) {
            throw origin.wrong(field.key(), Section.shown(key), "one value is expected");
        }
        origin.make(
                field.key(),
                Section.shown(key),
                () -> {
                    Settings.check(key, text.value());
                    return key;
                });
        return text.value();
    }

    private RuntimeException complain(
            KindRules.Complaint complaint,
            Map<String, Node.Field> fields,
            Place otherwise,
            KindRules rules) {
        String key = complaint.key();
        Node.Field field = fields.get(key);
        if (field == null) {
            return origin.wrong(otherwise, key.isEmpty() ? "settings" : key, complaint.what());
        }
        if (rules.keys().contains(key) || rules.keys().isEmpty()) {
            return origin.wrong(field.key(), key, complaint.what());
        }
        return origin.wrong(
                field.key(),
                key,
                "%s; perhaps '%s' is meant"
                        .formatted(complaint.what(), NearestKey.of(key, rules.keys()).orElse("")));
    }
}
