package dev.wharf.connector.definition;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Connectors as documents of the archive: JSON with a version, whose `definition` has the grammar
/// of a connector file. The same connector gives the same text.
public final class ConnectorCodec {
    static final String KIND = "connector";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.shared();

    /// What is kept was right when it was kept: no kind looks at it again.
    private static final Kinds ANY =
            new Kinds(
                    any(DestinationDefinition.Kind.class),
                    any(StagingDefinition.Kind.class),
                    any(DirectoryDefinition.Kind.class));

    private ConnectorCodec() {}

    private static <E extends Enum<E>> Map<E, KindRules> any(Class<E> kinds) {
        return Arrays.stream(kinds.getEnumConstants())
                .collect(Collectors.toMap(Function.identity(), _ -> KindRules.ANY));
    }

    public static String write(Connector connector) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("version", VERSION);
        all.put("state", connector.state().text());
        all.put("created", connector.created().toString());
        all.put("changed", connector.changed().toString());
        all.put("revision", connector.revision());
        all.put("definition", DefinitionTree.of(connector.definition()));
        return JSON.writeValueAsString(all);
    }

    /// @param name under which it is kept, for messages
    /// @throws WharfException STORAGE_CORRUPT for what no version up to this one has written
    public static Connector read(String name, String json) {
        try {
            JsonNode all = JSON.readTree(json);
            if (all.path("version").asInt(0) != VERSION) {
                throw corrupt(name, "it is written by a newer Wharf; use that one", null);
            }
            return new Connector(
                    definition(name, all.required("definition").toString()),
                    Words.parse(ConnectorState.class, all.required("state").asString()),
                    Instant.parse(all.required("created").asString()),
                    Instant.parse(all.required("changed").asString()),
                    all.required("revision").asInt());
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
            throw corrupt(name, "it is damaged", e);
        }
    }

    private static ConnectorDefinition definition(String name, String json) {
        Origin origin = new Origin("connector " + name, ErrorCode.STORAGE_CORRUPT);
        Node node = NodeReader.read(origin, new JsonFactory(), json);
        return new DefinitionReader(origin, Companions.NONE, ANY).read(node, null);
    }

    private static WharfException corrupt(String name, String what, @Nullable Throwable cause) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "The archive's document of connector %s cannot be read: %s.".formatted(name, what),
                cause);
    }
}
