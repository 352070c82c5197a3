package dev.wharf.app.endtoend;

import dev.wharf.testkit.graph.FakeExchange;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/// Every verb of connectors prints what docs/cli-json.md says.
class ConnectorJsonDocumentationTest {
    private static final String ANA = "ana@firm.example";
    private static final String BEN = "ben@firm.example";

    @TempDir private Path folder;
    private Wharf wharf;
    private DocumentedJson documented;

    @BeforeEach
    void archived() throws IOException {
        documented = DocumentedJson.read();
        wharf = new Wharf(folder);
        wharf.write("users.csv", Chats.USERS);
        wharf.write("chat.txt", Chats.GROUP);
        wharf.run("import", "chat.txt", "--users", "users.csv", "--zone", "UTC").succeeded();
    }

    @Test
    void aConnectorOfTheBuiltInArchive() {
        wharf.write("mail.yaml", "name: mail\nschedule: manual\n");

        check("connector-terms", "connector", "terms");
        check(
                "connector-create-dry-run",
                "connector",
                "create",
                "mail.yaml",
                "--accept-terms",
                "--dry-run");
        check("connector", "connector", "create", "mail.yaml", "--accept-terms");
        check("connector-run", "connector", "run", "mail", "--users", "users.csv");
        check("connector-show", "connector", "show", "mail");
        check("connector-plan", "connector", "plan", "mail", "--users", "users.csv", "--all");
        check("connector-doctor", "connector", "doctor", "mail");
        check("connector-retry", "connector", "retry", "mail");
        check("connector-logs", "connector", "logs", "mail");
        check("connector-list", "connector", "list");
        check("connector", "connector", "pause", "mail");
        check("connector", "connector", "resume", "mail");
        check("connector", "connector", "delete", "mail");
    }

    @Test
    void aConnectorThatOwesCopies() {
        try (FakeExchange exchange = new FakeExchange(Clock.systemUTC()).with(ANA, BEN)) {
            check(
                    "connector-secret-put",
                    wharf.answering(
                                    FakeExchange.SECRET,
                                    "connector",
                                    "secret",
                                    "put",
                                    "m365/secret",
                                    "--json")
                            .json());
            wharf.write(
                    "exchange.yaml",
                    "name: exchange\ndestinations:\n" + Destinations.tenant(exchange));
            check("connector", "connector", "create", "exchange.yaml", "--accept-terms");
            exchange.disable(BEN);

            check("connector-run", "connector", "run", "exchange", "--users", "users.csv");
            check("connector-show", "connector", "show", "exchange");
            check("connector-logs", "connector", "logs", "exchange");
            check("connector-retry", "connector", "retry", "exchange");
            check("connector-doctor", "connector", "doctor", "exchange", "--inside", ANA);
            check("connector-prove", "connector", "prove", "exchange", "--mailbox", ANA);
            check("connector-secret-list", "connector", "secret", "list");
            check("connector-secret-remove", "connector", "secret", "remove", "m365/secret");
        }
    }

    private void check(String example, String... command) {
        check(example, wharf.json(command));
    }

    private void check(String example, JsonNode actual) {
        documented.check(example, actual);
    }
}
