package dev.wharf.connector.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.LinkedHashMap;
import java.util.Map;

class SettingsTest {
    @Test
    void theyAreKeptInTheirOrder() {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("port", "993");
        given.put("host", "mail.example");

        assertThat(new Settings(given).values().keySet()).containsExactly("port", "host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "client-secret",
                "access-token",
                "sas",
                "account-key",
                "connection-string",
                "secret-access-key"
            })
    void whatIsCalledLikeASecretIsAReference(String key) {
        assertThat(new Settings(Map.of(key, "secret:x")).secrets()).hasSize(1);
        assertThatThrownBy(() -> new Settings(Map.of(key, "hunter2")))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("secret:NAME")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token-url", "public-key", "key-id", "tenant", "secrets-allowed"})
    void whatIsNotMayBeAnything(String key) {
        assertThat(new Settings(Map.of(key, "plain")).get(key)).contains("plain");
    }

    @Test
    void anAddressHoldsNoPassword() {
        assertThatThrownBy(() -> new Settings(Map.of("url", "ldaps://cn:hunter2@dc1.example/")))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hunter2");
        assertThat(new Settings(Map.of("url", "ldaps://dc1.example:636/a@b")).secrets()).isEmpty();
    }
}
