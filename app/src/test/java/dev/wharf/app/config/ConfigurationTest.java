package dev.wharf.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

class ConfigurationTest {

    @TempDir private Path home;

    @Test
    void theDefaultsAreThese() {
        Configuration configuration = load("", Map.of());

        assertThat(
                        Arrays.stream(Setting.values())
                                .map(s -> s.key() + "=" + configuration.value(s).text())
                                .collect(Collectors.toList()))
                .containsExactly(
                        "zone=UTC",
                        "match-names=false",
                        "users=",
                        "mapping=",
                        "strict-mapping=false",
                        "workers=0",
                        "passphrase-file=",
                        "journal-days=7",
                        "connectors=",
                        "firm=",
                        "contact=",
                        "notice-file=",
                        "enrolment-users=",
                        "site-address=",
                        "site-listen=127.0.0.1:8460",
                        "site-health=127.0.0.1:8461",
                        "site-certificate=",
                        "site-certificate-key=",
                        "site-proxies=",
                        "smtp-host=",
                        "smtp-port=587",
                        "smtp-security=starttls",
                        "smtp-plain=false",
                        "smtp-user=",
                        "smtp-from=",
                        "alerts-to=",
                        "alerts-later=",
                        "alerts-later-hours=4",
                        "alerts-webhook=",
                        "graph-address=https://graph.facebook.com",
                        "gateway-waha=",
                        "gateway-gowa=",
                        "gateway-webhook=",
                        "exclusion-days=400");
        assertThat(configuration.value(Setting.ZONE).origin()).isEqualTo("default");
    }

    @Test
    void theFileSpeaksAndSaysWhere() {
        Configuration configuration =
                load("# ours\nzone: Europe/Berlin\nmatch-names: true\n", Map.of());

        assertThat(configuration.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(configuration.isOn(Setting.MATCH_NAMES)).isTrue();
        assertThat(configuration.value(Setting.MATCH_NAMES).origin())
                .isEqualTo(home.resolve("config.yaml") + ":3");
    }

    @Test
    void theEnvironmentOverridesTheFile() {
        Configuration configuration =
                load("zone: Europe/Berlin\n", Map.of("WHARF_ZONE", "Asia/Tokyo"));

        assertThat(configuration.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(configuration.value(Setting.ZONE).origin()).isEqualTo("environment WHARF_ZONE");
    }

    @Test
    void aPathInTheFileIsRelativeToTheFile() {
        assertThat(load("users: people/users.csv\n", Map.of()).path(Setting.USERS))
                .contains(home.resolve("people/users.csv"));
    }

    @Test
    void severalPathsArePartedByCommas() {
        assertThat(
                        load("connectors: exchange.yaml, more/imap.yaml\n", Map.of())
                                .paths(Setting.CONNECTORS))
                .containsExactly(home.resolve("exchange.yaml"), home.resolve("more/imap.yaml"));
    }

    @Test
    void anUnknownKeyFailsAndNamesTheNearest() {
        assertInvalid(
                "zone: UTC\nmatchnames: true\n", "config.yaml, line 2, column 1", "'match-names'");
    }

    @Test
    void aWrongValueFails() {
        assertInvalid("zone: Mars/Olympus\n", "line 1", "'zone' takes a time zone");
        assertInvalid("workers: -1\n", "line 1", "'workers' takes a number from 0 to 64");
        assertInvalid("match-names: perhaps\n", "line 1", "true or false");
        assertInvalid("zone: [UTC]\n", "line 1", "one value");
    }

    @Test
    void theSameKeyTwiceFails() {
        assertInvalid("zone: UTC\nzone: Asia/Tokyo\n", "line 2");
    }

    @Test
    void whatIsNoYamlFails() {
        assertInvalid("zone: 'UTC\n", "config.yaml, line");
        assertInvalid("- zone\n", "'key: value'");
    }

    @Test
    void aWrongVariableFailsByName() {
        assertThatThrownBy(() -> load("", Map.of("WHARF_WORKERS", "many")))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("WHARF_WORKERS");
    }

    private void assertInvalid(String file, String... says) {
        assertThatThrownBy(() -> load(file, Map.of()))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .message()
                .contains(says);
    }

    private Configuration load(String text, Map<String, String> environment) {
        Path file = home.resolve("config.yaml");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Configuration.load(file, environment, home);
    }
}
