package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;

/// Webhooks of linked-device gateways that somebody has logged, from the command line into
/// mailboxes.
class GatewayImportTest {
    private static final String WAHA =
            """
            {"id":"evt_1","timestamp":1790000100000,"event":"message.any","session":"desk",\
            "me":{"id":"15550783881@c.us"},"payload":{"id":"false_16505551234@c.us_3EB0A","timestamp":1790000000,\
            "from":"16505551234@c.us","fromMe":false,"body":"Does it come in another colour?"}}
            """;
    private static final String GOWA =
            """
            {"device_id":"15550783881@s.whatsapp.net","event":"message","session_id":"desk",\
            "payload":{"id":"3EB0A","chat_id":"16505551234@s.whatsapp.net","from":"16505551234@s.whatsapp.net",\
            "is_from_me":false,"timestamp":"2026-09-21T14:13:20Z","body":"Does it come in another colour?"}}
            """;

    @TempDir private Path folder;
    private Wharf wharf;

    @BeforeEach
    void users() {
        wharf = new Wharf(folder);
        wharf.write("users.csv", "name,phone,email\nDesk,+15550783881,desk@firm.example\n");
    }

    private JsonNode imported(String file) {
        return wharf.run("import", "--users", "users.csv", file, "--json").succeeded().json();
    }

    @Test
    void aLogOfEitherGatewayBecomesItemsOnce() {
        wharf.write("waha.jsonl", WAHA);
        wharf.write("gowa.jsonl", GOWA);

        JsonNode first = imported("waha.jsonl");
        JsonNode again = imported("gowa.jsonl");

        assertThat(first.path("counters").path("imported").longValue()).isEqualTo(1);
        assertThat(first.path("sources").get(0).path("kind").stringValue())
                .isEqualTo("linked-device");
        assertThat(again.path("counters").path("skipped").longValue()).isEqualTo(1);
        JsonNode found = wharf.json("search", "colour");
        assertThat(found.path("total").longValue()).isEqualTo(1);
        assertThat(found.path("hits").get(0).path("mailboxes").get(0).stringValue())
                .isEqualTo("desk@firm.example");
    }

    @Test
    void aLogOfAnotherGatewayIsRefused() {
        wharf.write("other.json", "{\"event\":\"messages.upsert\",\"instance\":\"x\",\"data\":{}}");

        assertThat(wharf.run("import", "--users", "users.csv", "other.json").exit()).isNotZero();
    }
}
