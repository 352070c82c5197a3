package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The enrolment page in a real browser.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EnrolmentPageTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir private Path folder;

    @Test
    void aBrowserShowsTheCode() throws Exception {
        requireChromium();
        try (LinkedStage stage = new LinkedStage(folder, "waha")) {
            stage.agree();
            stage.fake.showQr(stage.session, "2@first");

            String dom = dom(stage.site.process.address().resolve(stage.page()).toString());

            assertThat(dom).contains("<svg class=\"qr\"", "Linked devices");
        }
    }

    private static void requireChromium() {
        if (!Files.isExecutable(CHROMIUM)) {
            String why = "SKIPPED: no " + CHROMIUM + "; ./check installs it";
            System.err.println(why);
            Assumptions.abort(why);
        }
    }

    /// What the page has become after its script ran.
    private String dom(String address) throws IOException, InterruptedException {
        Process chromium =
                new ProcessBuilder(
                                CHROMIUM.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--user-data-dir=" + folder.resolve("profile"),
                                "--dump-dom",
                                address)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            return new String(chromium.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            chromium.destroyForcibly().waitFor();
        }
    }
}
