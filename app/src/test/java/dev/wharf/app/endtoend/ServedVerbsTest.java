package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// What reads says the same in the process that owns the home as in one of its own.
@TestInstance(Lifecycle.PER_CLASS)
class ServedVerbsTest {

    private Path folder;
    private Wharf wharf;
    private String item;

    @BeforeAll
    void archive(@TempDir Path folder) {
        this.folder = folder;
        wharf = new Wharf(folder);
        Chats.users(wharf);
        Chats.group(wharf);
        wharf.run("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv").succeeded();
        item = wharf.json("search", "offer").path("hits").path(0).path("item").stringValue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailboxes",
                "mailboxes --json",
                "show ana@firm.example",
                "show ana@firm.example --json",
                "show ITEM",
                "show ITEM --json",
                "show ITEM --raw",
                "show nobody@firm.example",
                "show nobody@firm.example --json",
                "search morning",
                "search morning --json",
                "search ( --json",
                "search * --mailbox ben@firm.example --oldest-first --exact --json",
                "runs",
                "runs --json",
                "runs --csv",
                "runs run-000001",
                "runs run-000001 --json",
                "runs run-000001 --csv",
                "runs run-000009 --json",
                "quarantine list",
                "quarantine list --json",
                "verify",
                "verify --json",
                "audit --type import",
                "audit --type import --json",
                "config show",
                "config show --json",
                "version --json"
            })
    void aReadingVerbSaysTheSame(String command) {
        String[] args =
                Arrays.stream(command.split(" "))
                        .map(word -> word.equals("ITEM") ? item : word)
                        .toArray(String[]::new);
        Wharf.Result direct = wharf.run(args);

        Wharf.Result served;
        try (Owner _ = new Owner(wharf.home())) {
            served = wharf.run(args);
        }

        assertThat(lasting(served.out())).isEqualTo(lasting(direct.out()));
        assertThat(served.err()).isEqualTo(direct.err());
        assertThat(served.exit()).isEqualTo(direct.exit());
    }

    /// Without how long it took, and how far the ledger has grown, which every command adds to.
    private static String lasting(String out) {
        return out.replaceAll("\"took\":[0-9.E-]+", "\"took\":0")
                .replaceAll(", \\d+ ms", ", 0 ms")
                .replaceAll("\"(ledgerEntries|signedHeads|size)\":\\d+", "\"$1\":0")
                .replaceAll("\"root\":\"[0-9a-f]+\"", "\"root\":\"\"")
                .replaceAll("\\d+ ledger entr(y|ies) and \\d+ signed heads?", "ledger");
    }

    @Test
    void anExportIsTheSameFile() {
        wharf.run("export", "ana@firm.example", "--format", "mbox", "--out", "direct.mbox")
                .succeeded();

        try (Owner _ = new Owner(wharf.home())) {
            wharf.run("export", "ana@firm.example", "--format", "mbox", "--out", "served.mbox")
                    .succeeded();
        }

        assertThat(folder.resolve("served.mbox"))
                .hasSameBinaryContentAs(folder.resolve("direct.mbox"));
    }

    @Test
    void manyReadAtOnce() {
        try (Owner _ = new Owner(wharf.home())) {
            var all =
                    IntStream.range(0, 12)
                            .mapToObj(
                                    i ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            i % 2 == 0
                                                                    ? wharf.run("search", "offer")
                                                                    : wharf.run("verify")))
                            .toList();

            assertThat(all).allSatisfy(each -> assertThat(each.join().exit()).isZero());
        }
    }

    @Test
    void theLedgerNamesThePersonNotTheProcess() {
        try (Owner _ = new Owner(wharf.home())) {
            wharf.run("search", "tomorrow", "--reason", "served").succeeded();
        }

        String user = System.getProperty("user.name");
        assertThat(wharf.json("audit", "--type", "search").path("entries").valueStream())
                .anySatisfy(
                        act -> {
                            assertThat(act.path("reason").asString("")).isEqualTo("served");
                            assertThat(act.path("actor").path("id").stringValue()).isEqualTo(user);
                        });
    }

    @Test
    void aCommandAboutTheSiteNeedsNothingOfTheHome() {
        try (Owner _ = new Owner(wharf.home())) {
            Wharf.Result listed = wharf.run("site", "account", "list", "--json").succeeded();

            assertThat(listed.json().path("accounts")).isEmpty();
        }
    }

    @Test
    void settingsAreThoseOfTheCaller() {
        try (Owner _ = new Owner(wharf.home())) {
            Wharf wrong = new Wharf(folder).with("WHARF_ZONE", "Nowhere");

            assertThat(wrong.run("search", "offer").err()).contains("WHARF_ZONE");
        }
    }
}
