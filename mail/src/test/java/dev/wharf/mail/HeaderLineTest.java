package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class HeaderLineTest {
    @Test
    void aValueStaysOneHeaderWhateverItHolds() {
        assertThat(line("X-Kind", "WhatsApp\r\nBcc: eve@example.com\r\n\r\nbody"))
                .isEqualTo("X-Kind: WhatsApp Bcc: eve@example.com body\r\n");
    }

    @Test
    void aValueBeyondAsciiIsEncoded() {
        assertThat(line("Subject", "DELETED – x")).startsWith("Subject: =?utf-8?B?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Kind", "X-Kind:", "X\r\nBcc", "1X", "X\u00fc"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> HeaderLine.of(name, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String line(String name, String value) {
        return new String(HeaderLine.of(name, value), StandardCharsets.US_ASCII);
    }
}
