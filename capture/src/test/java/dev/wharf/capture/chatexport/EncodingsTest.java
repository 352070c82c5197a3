package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.DecodedEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Bytes to lines, without losing one.
class EncodingsTest {
    private static final String CHAT =
            "13/01/2024, 10:00 - Ana: größer 👍🏽 مرحبا\n13/01/2024, 10:01 - Bob: two\n";

    @ParameterizedTest
    @CsvSource({
        "UTF-8,''",
        "UTF-8,\uFEFF",
        "UTF-16LE,\uFEFF",
        "UTF-16BE,\uFEFF",
        "UTF-16LE,''",
        "UTF-16BE,''"
    })
    void everyEncodingOfPhones(String encoding, String mark) {
        Export export = Export.bytes("c.txt", (mark + CHAT).getBytes(Charset.forName(encoding)));

        assertThat(export.recognised()).isTrue();
        assertThat(export.texts()).containsExactly("größer 👍🏽 مرحبا", "two");
        assertThat(raw(export)).isEqualTo(export.bytes());
    }

    @Test
    void aByteOrderMarkWithinTheFileIsNoText() {
        assertThat(
                        Export.text(
                                        "13/01/2024, 10:00 - Ana: one\n\uFEFF13/01/2024, 10:01 - Bob: two")
                                .texts())
                .containsExactly("one", "two");
    }

    @Test
    void lineEndsMayBeMixed() {
        Export export =
                Export.text(
                        "13/01/2024, 10:00 - Ana: one\r\ntwo\nthree\r\n13/01/2024, 10:01 - Bob: b\r\n");

        assertThat(export.texts()).containsExactly("one\ntwo\nthree", "b");
        assertThat(raw(export)).isEqualTo(export.bytes());
    }

    @Test
    void bytesThatAreNoTextAreCountedByLine() {
        byte[] bytes =
                "13/01/2024, 10:00 - Ana: gr_n\n13/01/2024, 10:01 - Bob: b\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
        bytes[27] = (byte) 0xFC;
        Export export = Export.bytes("c.txt", bytes);

        assertThat(export.texts()).containsExactly("gr\uFFFDn", "b");
        assertThat(raw(export)).isEqualTo(bytes);
        assertThat(export.report().warnings())
                .anyMatch(warning -> warning.contains("1 bytes") && warning.contains("line 1"));
    }

    @Test
    void zeroBytesAreKept() {
        Export export = Export.text("13/01/2024, 10:00 - Ana: a\0b\n13/01/2024, 10:01 - Bob: b\n");

        assertThat(export.texts()).containsExactly("a\0b", "b");
    }

    @Test
    void aLineOfAnyLengthIsReadInPieces() {
        String half = "x".repeat(3_000_000);
        Export export =
                Export.text(
                        "13/01/2024, 10:00 - Ana: "
                                + half
                                + "ü"
                                + half
                                + "\n13/01/2024, 10:01 - Bob: b\n");

        List<DecodedEvent> events = export.decoded();

        assertThat(events).hasSizeGreaterThan(2);
        assertThat(raw(export)).isEqualTo(export.bytes());
        assertThat(String.join("", export.texts())).isEqualTo(half + "ü" + half + "b");
        assertThat(export.senders().subList(0, events.size() - 1)).containsOnly("Ana");
        assertThat(export.report().events()).isEqualTo(events.size());
        assertThat(export.report().warnings())
                .anyMatch(warning -> warning.contains("line 1 is longer"));
    }

    private static byte[] raw(Export export) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        export.decoded().forEach(event -> raw.writeBytes(event.raw()));
        return raw.toByteArray();
    }
}
