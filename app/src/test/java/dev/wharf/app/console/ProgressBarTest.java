package dev.wharf.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class ProgressBarTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong();

    @Test
    void aLogGetsALineEveryTenSeconds() {
        ProgressBar bar = bar(false);
        bar.begin("Importing", 1000, "messages");

        for (int second = 0; second < 25; second++) {
            pass(Duration.ofSeconds(1));
            bar.advance(20);
        }
        bar.end();

        assertThat(text().lines())
                .containsExactly(
                        "Importing  20 %  200 messages of 1,000 messages  20 messages/s  40 s left",
                        "Importing  40 %  400 messages of 1,000 messages  20 messages/s  30 s left");
    }

    @Test
    void shortWorkSaysNothingToALog() {
        ProgressBar bar = bar(false);
        bar.begin("Importing", 10, "messages");

        bar.advance(10);
        bar.end();

        assertThat(text()).isEmpty();
    }

    @Test
    void onATerminalTheLineIsRedrawnAndTakenAway() {
        ProgressBar bar = bar(true);
        bar.begin("Importing", 100, "messages");

        pass(Duration.ofMillis(200));
        bar.advance(50);
        bar.end();

        assertThat(text()).startsWith("\rImporting  ████████████░░").endsWith("\r\u001b[K");
    }

    @Test
    void unknownTotalsShowNoPercentage() {
        ProgressBar bar = bar(false);
        bar.begin("Reading", -1, "bytes");

        pass(Duration.ofSeconds(10));
        bar.advance(50_000_000);

        assertThat(text().strip()).isEqualTo("Reading  50.0 MB  5.0 MB/s");
    }

    private ProgressBar bar(boolean terminal) {
        PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
        return new ProgressBar(err, terminal, 100, now::get);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
