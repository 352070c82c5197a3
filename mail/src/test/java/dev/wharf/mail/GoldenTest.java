package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventCodec;
import dev.wharf.core.item.ItemId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every kind of event and every hard case, as stored (`.json`) and as mail (`.eml`), byte for
/// byte.
///
/// What changes an `.eml` changes what an archive holds: it needs a new renderer version. Written
/// anew with `-Dwharf.golden=write`, then to be read through with `git diff`.
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final boolean WRITE = "write".equals(System.getProperty("wharf.golden"));

    /// Escapes all but ASCII: half surrogates and direction marks must not stand in a source file.
    private static final ObjectMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
                    .build();

    private final EventCodec codec = new EventCodec();

    static Set<String> names() {
        return GoldenCases.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void anEventIsStoredAndRenderedAsEver(String name) throws IOException {
        Event expected = requireNonNull(GoldenCases.all().get(name));
        Path json = FOLDER.resolve(name + ".json");
        Path eml = FOLDER.resolve(name + ".eml");
        if (WRITE) {
            write(expected, json, eml);
        }
        ObjectNode stored = (ObjectNode) JSON.readTree(Files.readAllBytes(json));
        ItemId item = ItemId.parse(stored.get("item").asString());

        Event event = codec.decode(JSON.writeValueAsBytes(stored.get("event")));

        assertThat(event).isEqualTo(expected);
        assertThat(text(render(event, item))).isEqualTo(text(Files.readAllBytes(eml)));
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

    private void write(Event event, Path json, Path eml) throws IOException {
        ObjectNode stored = JSON.createObjectNode();
        stored.put("item", SampleEvents.ITEM.toString());
        stored.set("event", JSON.readTree(codec.encode(event)));
        Files.createDirectories(FOLDER);
        Files.writeString(
                json, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(stored) + "\n");
        Files.write(eml, render(event, SampleEvents.ITEM));
    }

    static byte[] render(Event event, ItemId item) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MailRenderer().render(event, item).image().writeTo(out, SampleEvents.contents());
        return out.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
