package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;

class ExtensionScanTest {
    private static final int BLOCK = 64 * 1024;

    @Test
    void aNameIsFoundWhereverItStands() throws IOException {
        for (int before = 0; before < 3 * BLOCK; before += before % BLOCK < 200 ? 1 : 60) {
            String text = "x".repeat(before) + "photo.JPG (file attached)\n";

            assertThat(mayName(text, "jpg")).as("after %d bytes", before).isTrue();
        }
    }

    @Test
    void aNameAtTheVeryEndIsFound() throws IOException {
        assertThat(mayName("y".repeat(BLOCK - 6) + "a.opus", "opus")).isTrue();
        assertThat(mayName("a.opus", "jpg", "opus")).isTrue();
    }

    @Test
    void aTextWithoutTheExtensionNamesNoFile() throws IOException {
        assertThat(mayName("z.".repeat(BLOCK), "csv")).isFalse();
        assertThat(mayName("users csv, users.cs", "csv")).isFalse();
        assertThat(mayName("", "csv")).isFalse();
    }

    @Test
    void whatBytesCannotTellIsLeftToReading() throws IOException {
        assertThat(mayName("nothing", "")).isTrue();
        assertThat(mayName("nothing", "фото")).isTrue();
        assertThat(mayName("nothing at all", StandardCharsets.UTF_16LE, "csv")).isTrue();
        assertThat(mayName("nothing at all", StandardCharsets.UTF_16, "csv")).isTrue();
    }

    private static boolean mayName(String text, String... extensions) throws IOException {
        return mayName(text, StandardCharsets.UTF_8, extensions);
    }

    private static boolean mayName(String text, Charset charset, String... extensions)
            throws IOException {
        return ExtensionScan.mayName(
                new ByteArrayInputStream(text.getBytes(charset)), Set.of(extensions));
    }
}
