package dev.wharf.connector.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.junit.jupiter.api.Test;

import java.util.Random;

class ConnectorFileFuzzTest {
    private static final ConnectorFile FILE = new ConnectorFile(Definitions.TERMS, Definitions.ANY);
    private static final String[] PIECES = {
        "name: mail\n",
        "users: ",
        "destinations:\n",
        "- kind: imap\n",
        "  settings:\n",
        "    host: mail.example\n",
        "    password: ",
        "secret:a\n",
        "schedule: daily ",
        "02:00 ",
        "UTC\n",
        "every 5m\n",
        "mapping: {",
        "rows: |\n",
        "External User ID,Microsoft 365 User Mailbox\n",
        "start: 2026-11-01\n",
        "staging: {kind: s3}\n",
        "directory: none\n",
        "alerts: {lag: 6h}\n",
        "site: {address: https://s, user: a, secret: secret:b}\n",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!!binary ",
        "!x ",
        "? ",
        ": ",
        "- ",
        "|\n",
        "\"",
        "'",
        "\n",
        "  ",
        "\t",
        "#",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "\u0000",
        "\uD800",
        "\u0085",
        "👍🏽",
        "<<: ",
        "0x1F",
        "1e999999",
        "null"
    };

    @FuzzTest
    void neverFailsOtherwiseThanByTheBook(FuzzedDataProvider data) {
        check(data.consumeRemainingAsString());
    }

    @Test
    void piecesOfFilesNeverFailOtherwiseThanByTheBook() {
        Random random = new Random(System.nanoTime());
        for (int i = 0; i < 4_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "name: mail\n" : "");
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            check(text.toString());
        }
    }

    /// What is read is shown, and read again.
    private static void check(String text) {
        ConnectorDefinition definition;
        try {
            definition = read(text);
        } catch (WharfException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID);
            assertThat(e).message().startsWith("mail.yaml, line ");
            return;
        }
        String printed = ConnectorFile.print(definition);
        assertThat(read(printed)).as("%s shown as %s", text, printed).isEqualTo(definition);
    }

    private static ConnectorDefinition read(String text) {
        return FILE.read(
                new ConnectorText("mail.yaml", text, Companions.NONE), Definitions.ACCEPTED);
    }
}
