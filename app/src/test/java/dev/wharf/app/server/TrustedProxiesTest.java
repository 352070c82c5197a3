package dev.wharf.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.WharfException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class TrustedProxiesTest {
    private final TrustedProxies proxies = TrustedProxies.of(List.of("10.0.0.0/8", "::1"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.2.3 | 203.0.113.7 | 203.0.113.7",
                "10.1.2.3 | 6.6.6.6, 203.0.113.7 | 203.0.113.7",
                "10.1.2.3 | 203.0.113.7, 10.9.9.9 | 203.0.113.7",
                "10.1.2.3 | nonsense | 10.1.2.3",
                "10.1.2.3 | 203.0.113.7, nonsense | 10.1.2.3",
                "10.1.2.3 | 10.9.9.9 | 10.9.9.9",
                "203.0.113.9 | 6.6.6.6 | 203.0.113.9",
                "::1 | 2001:db8:0:0:0:0:0:1 | 2001:db8:0:0:0:0:0:1"
            })
    void theLastAddressThatIsNoProxyIsTheClient(String peer, String forwarded, String client) {
        assertThat(proxies.client(peer, Optional.of(forwarded))).isEqualTo(client);
    }

    @Test
    void withoutTrustedProxiesNobodyIsBelieved() {
        assertThat(TrustedProxies.NONE.client("127.0.0.1", Optional.of("6.6.6.6")))
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "", "1::/129"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of(text)))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("proxy");
    }
}
