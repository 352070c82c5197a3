package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.event.EventCodec;
import dev.wharf.core.item.ItemId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Days as items (`.json`) and as mail (`.eml`), byte for byte; as for items, what changes an
/// `.eml` needs a new renderer version. Written anew with `-Dwharf.golden=write`.
class DayGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden-day");
    private static final boolean WRITE = "write".equals(System.getProperty("wharf.golden"));
    private static final ObjectMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
                    .build();

    private final EventCodec codec = new EventCodec();

    static Set<String> names() {
        return DayCases.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aDayIsRenderedAsEver(String name) throws IOException {
        DayCases.Case expected = requireNonNull(DayCases.all().get(name));
        Path json = FOLDER.resolve(name + ".json");
        Path eml = FOLDER.resolve(name + ".eml");
        if (WRITE) {
            write(expected, json, eml);
        }

        DayCases.Case stored = read(json);

        assertThat(text(bytes(stored.mail()))).isEqualTo(text(Files.readAllBytes(eml)));
        assertThat(text(bytes(expected.mail()))).isEqualTo(text(Files.readAllBytes(eml)));
    }

    @Test
    void noGoldenFileIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> found =
                    files.map(file -> file.getFileName().toString().replaceFirst("\\.[^.]+$", ""))
                            .collect(Collectors.toCollection(TreeSet::new));

            assertThat(found).containsExactlyInAnyOrderElementsOf(names());
        }
    }

    private DayCases.Case read(Path json) throws IOException {
        JsonNode day = JSON.readTree(Files.readAllBytes(json));
        List<StoredItem> items = new ArrayList<>();
        for (JsonNode item : day.get("items")) {
            items.add(
                    DayCases.item(
                            item.get("sequence").asLong(),
                            ItemId.parse(item.get("item").asString()),
                            codec.decode(JSON.writeValueAsBytes(item.get("event")))));
        }
        return new DayCases.Case(day.get("part").asInt(), items);
    }

    private void write(DayCases.Case day, Path json, Path eml) throws IOException {
        ObjectNode stored = JSON.createObjectNode();
        stored.put("part", day.part());
        for (StoredItem item : day.items()) {
            ObjectNode one = stored.withArray("items").addObject();
            one.put("sequence", item.row().sequence());
            one.put("item", item.row().id().toString());
            one.set("event", JSON.readTree(codec.encode(item.event())));
        }
        Files.createDirectories(FOLDER);
        Files.writeString(
                json, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(stored) + "\n");
        Files.write(eml, bytes(day.mail()));
    }

    static byte[] bytes(DayMail mail) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.image().writeTo(out, SampleEvents.contents());
        return out.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
