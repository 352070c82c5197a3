package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.testkit.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Webhooks that somebody has logged, from the command line into mailboxes.
class WebhookImportTest {
    private static final String HEAD =
            """
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{\
            "messaging_product":"whatsapp",\
            "metadata":{"display_phone_number":"15550783881","phone_number_id":"106"},\
            "contacts":[{"profile":{"name":"Sheena Nelson"},"wa_id":"16505551234"}],\
            """;
    private static final String END = "}}]}]}\n";

    /// What Meta answers to a request, and a file that a webhook names.
    private static final List<String> NO_WEBHOOKS =
            List.of("media-get-response", "call-transcript-document");

    @TempDir private Path folder;
    private Wharf wharf;

    @BeforeEach
    void users() {
        wharf = new Wharf(folder);
        wharf.write("users.csv", "name,phone,email\nDesk,+15550783881,desk@firm.example\n");
    }

    private static String message(String id, String body) {
        return HEAD
                + "\"messages\":[{\"from\":\"16505551234\",\"id\":\"%s\",\"timestamp\":\"1749416383\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}]"
                        .formatted(id, body)
                + END;
    }

    private static String revoke(String id, String original) {
        return HEAD
                + "\"messages\":[{\"from\":\"16505551234\",\"id\":\"%s\",\"timestamp\":\"1749416400\",\"type\":\"revoke\",\"revoke\":{\"original_message_id\":\"%s\"}}]"
                        .formatted(id, original)
                + END;
    }

    private static String status(String id, String status) {
        return HEAD
                + "\"statuses\":[{\"id\":\"%s\",\"status\":\"%s\",\"timestamp\":\"1749416500\",\"recipient_id\":\"16505551234\"}]"
                        .formatted(id, status)
                + END;
    }

    private JsonNode imported(String... files) {
        List<String> arguments = new ArrayList<>(List.of("import", "--users", "users.csv"));
        arguments.addAll(List.of(files));
        arguments.add("--json");
        return wharf.run(arguments.toArray(String[]::new)).succeeded().json();
    }

    @Test
    void loggedWebhooksBecomeItemsOfTheNumbersMailbox() {
        wharf.write(
                "webhooks.jsonl",
                message("wamid.A", "Does it come in another colour?")
                        + revoke("wamid.B", "wamid.A")
                        + status("wamid.C", "sent"));

        JsonNode run = imported("webhooks.jsonl");

        assertThat(run.path("counters").path("imported").longValue()).isEqualTo(3);
        ImportTest.assertAddUp(run.path("counters"));
        assertThat(run.path("sources").get(0).path("kind").stringValue()).isEqualTo("cloud-api");
        JsonNode found = wharf.json("search", "colour");
        assertThat(found.path("total").longValue()).isEqualTo(1);
        JsonNode hit = found.path("hits").get(0);
        assertThat(hit.path("mailboxes").get(0).stringValue()).isEqualTo("desk@firm.example");
        assertThat(hit.path("from").stringValue()).contains("16505551234");
    }

    @Test
    void deliveredTwiceInOtherCompanyTheyAddNothing() {
        wharf.write("first.json", message("wamid.A", "one"));
        wharf.write("second.jsonl", message("wamid.A", "one") + message("wamid.D", "two"));

        imported("first.json");
        JsonNode again = imported("second.jsonl");

        assertThat(again.path("counters").path("imported").longValue()).isEqualTo(1);
        assertThat(again.path("counters").path("skipped").longValue()).isEqualTo(1);
        assertThat(wharf.json("search", "*").path("total").longValue()).isEqualTo(2);
        assertThat(wharf.run("verify").exit()).isZero();
    }

    @Test
    void everySampleIsArchivedAndAddsNothingAgain() throws IOException {
        Path samples = Samples.require("cloud-api");
        List<String> files;
        try (Stream<Path> all = Files.list(samples)) {
            files =
                    all.map(Path::toString)
                            .filter(file -> file.endsWith(".json"))
                            .filter(file -> NO_WEBHOOKS.stream().noneMatch(file::contains))
                            .sorted()
                            .toList();
        }

        JsonNode first = imported(files.toArray(String[]::new));
        long items = wharf.json("search", "*").path("total").longValue();
        JsonNode again = imported(files.toArray(String[]::new));

        ImportTest.assertAddUp(first.path("counters"));
        assertThat(first.path("sources").size()).isEqualTo(files.size());
        assertThat(items).isGreaterThan(files.size() / 2);
        assertThat(again.path("counters").path("imported").longValue()).isZero();
        assertThat(wharf.json("search", "*").path("total").longValue()).isEqualTo(items);
        assertThat(wharf.run("verify").exit()).isZero();
    }
}
