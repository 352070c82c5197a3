package dev.wharf.compliance.kql;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.search.Query;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;

class KqlFuzzTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final String[] PIECES = {
        "a",
        "budget",
        "\"",
        "“",
        "(",
        ")",
        " ",
        " AND ",
        " OR ",
        " NOT ",
        "-",
        "+",
        "*",
        ":",
        "..",
        "from:",
        "to:",
        "date:",
        "date>=",
        "2025-01-01",
        "today",
        " NEAR(3) ",
        "NEAR",
        "kind:",
        "message",
        "chat:",
        "body:",
        ",",
        ";",
        "<>",
        "=",
        "会",
        "👍🏽",
        "צ\"ל",
        "+44 7700 900123",
        "hasattachment:true",
        "\u0000",
        "\uD800",
        "ana@example.com",
        "//",
        "…",
        "é"
    };

    @FuzzTest
    void neverFailsOtherwiseThanByTheBook(FuzzedDataProvider data) {
        check(data.consumeRemainingAsString());
    }

    @Test
    void whatIsReadIsPrintedAndReadAgain() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            check(text.toString());
        }
    }

    private static void check(String text) {
        Query query;
        try {
            query = Kql.parse(text, CLOCK, ZoneOffset.UTC);
        } catch (WharfException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.QUERY_INVALID);
            return;
        }
        String printed = Kql.print(query);
        if (printed.length() <= Kql.LONGEST) {
            assertThat(Kql.parse(printed, CLOCK, ZoneOffset.UTC))
                    .as("%s understood as %s", text, printed)
                    .isEqualTo(query);
        }
    }
}
