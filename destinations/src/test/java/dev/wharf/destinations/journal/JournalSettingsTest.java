package dev.wharf.destinations.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.destinations.journal.JournalSettings.Convention;
import dev.wharf.destinations.journal.JournalSettings.DeletionSubject;
import dev.wharf.destinations.journal.JournalSettings.Envelope;
import dev.wharf.destinations.journal.JournalSettings.ExtraHeader;
import dev.wharf.destinations.journal.JournalSettings.Form;
import dev.wharf.destinations.journal.JournalSettings.Limits;
import dev.wharf.destinations.journal.JournalSettings.Security;
import dev.wharf.destinations.journal.JournalSettings.Server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

class JournalSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bcc",
                "From",
                "Message-ID",
                "Content-Type",
                "X-Wharf-Item",
                "x-wharf-kind",
                "X-",
                "X-A: b\r\nBcc",
                "X A",
                ""
            })
    void aHeaderThatSaysWhoOrWhatIsRefused(String name) {
        assertThatThrownBy(() -> new ExtraHeader(name, "value"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("headers must begin with X-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\r\nBcc: b", "a\nb", "a\0b", "a\u0085b"})
    void aValueOfMoreThanOneLineIsRefused(String value) {
        assertThatThrownBy(() -> new ExtraHeader("X-Kind", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one line");
    }

    @Test
    void aHeaderStandsOnce() {
        assertThatThrownBy(
                        () ->
                                new Convention(
                                        Form.PLAIN_COPY,
                                        DeletionSubject.AS_IN_ARCHIVE,
                                        List.of(
                                                new ExtraHeader("X-Kind", "a"),
                                                new ExtraHeader("x-kind", "b"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-x", "mail example.com", "mail.example.com\r\nMAIL", "a/b", "https:"})
    void aHostThatIsNoneIsRefused(String host) {
        assertThatThrownBy(() -> server(host, 25, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.example.com", "127.0.0.1", "::1", "localhost"})
    void aHostIsANameOrAnAddress(String host) {
        assertThat(server(host, 25, Duration.ofMinutes(1)).host()).isEqualTo(host);
    }

    @Test
    void numbersHaveBounds() {
        assertThatThrownBy(() -> server("a", 0, Duration.ofMinutes(1)))
                .hasMessageContaining("port");
        assertThatThrownBy(() -> server("a", 25, Duration.ZERO)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> new Limits(-1, 1, false)).hasMessageContaining("most-bytes");
        assertThatThrownBy(() -> new Limits(0, 0, false))
                .hasMessageContaining("mails-per-connection");
        assertThatThrownBy(() -> new Envelope(null, List.of())).hasMessageContaining("recipients");
    }

    private static Server server(String host, int port, Duration timeout) {
        return new Server(host, port, Security.TLS, null, null, timeout);
    }
}
