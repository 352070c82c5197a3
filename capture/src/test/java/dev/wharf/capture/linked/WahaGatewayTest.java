package dev.wharf.capture.linked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.Finding;
import dev.wharf.core.Finding.Level;
import dev.wharf.core.key.Secret;
import dev.wharf.core.linked.LinkState;
import dev.wharf.core.linked.LinkedDeviceGateway;
import dev.wharf.testkit.linked.FakeGateway;
import dev.wharf.testkit.linked.FakeWaha;
import dev.wharf.testkit.linked.LinkedDeviceGatewayContract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class WahaGatewayTest implements LinkedDeviceGatewayContract {
    private static final String KEY = "correct-horse-battery-staple";

    private final FakeWaha fake = new FakeWaha(KEY);
    private final WahaGateway gateway = gateway(fake.base(), KEY);

    static Secret secret(String text) {
        return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    static GatewaySettings settings(URI base, String key) {
        return new GatewaySettings(
                base,
                secret(key),
                URI.create("http://wharf:8080/webhook/linked/waha"),
                secret("correct-horse-battery-hmac"),
                Duration.ofSeconds(20));
    }

    private static WahaGateway gateway(URI base, String key) {
        return new WahaGateway(settings(base, key));
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Override
    public FakeGateway fake() {
        return fake;
    }

    @Override
    public LinkedDeviceGateway gateway() {
        return gateway;
    }

    @Override
    public LinkedDeviceGateway withWrongKey() {
        return gateway(fake.base(), "wrong");
    }

    @Override
    public LinkedDeviceGateway unreachable() {
        return gateway(URI.create("http://127.0.0.1:1"), KEY);
    }

    @Test
    void theCodeIsAskedForAnewEachTime() {
        gateway.start(SESSION, Map.of());
        fake.showQr(SESSION, "one");
        assertThat(gateway.state(SESSION)).isEqualTo(new LinkState.QrShown("one", null));

        fake.showQr(SESSION, "two");

        assertThat(gateway.state(SESSION)).isEqualTo(new LinkState.QrShown("two", null));
    }

    @Test
    void theEnrolmentIsEchoedInEveryWebhook() {
        gateway.start(SESSION, Map.of("wharf.enrolment", "7"));

        assertThat(fake.metadataOf(SESSION)).isEqualTo(Map.of("wharf.enrolment", "7"));
    }

    @Test
    void whatNeverLinkedHasFailedAndIsNoLogout() {
        gateway.start(SESSION, Map.of());
        fake.failToLink(SESSION);
        assertThat(gateway.state(SESSION)).isInstanceOf(LinkState.Failed.class);

        gateway.start(SESSION, Map.of());

        assertThat(gateway.state(SESSION)).isEqualTo(new LinkState.Starting());
    }

    @ParameterizedTest
    @CsvSource({"180,BAD", ",BAD", "0,WARNING", "604800,GOOD"})
    void howLongFilesAreKeptIsJudged(String seconds, Level expected) {
        fake.lifetime(seconds);

        assertThat(level("gateway waha files")).isEqualTo(expected);
    }

    @Test
    void anotherEngineIsBad() {
        fake.engine("WEBJS");

        assertThat(level("gateway waha engine")).isEqualTo(Level.BAD);
    }

    private Level level(String subject) {
        return gateway.check().stream()
                .filter(finding -> finding.subject().equals(subject))
                .map(Finding::level)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aGatewayWithoutAKeyIsBad() {
        try (FakeWaha open = new FakeWaha("")) {
            List<Finding> findings = gateway(open.base(), "").check();

            assertThat(findings)
                    .filteredOn(finding -> finding.level() == Level.BAD)
                    .extracting(Finding::subject)
                    .containsExactly("gateway waha key", "gateway waha sign-in");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "admin",
                "",
                "ADMIN:admin",
                "sha512:{SHA512_HASH_FOR_YOUR_API_KEY}"
            })
    void secretsFromTheDocumentationAreBad(String text) {
        assertThat(Weakness.secret("s", secret(text)).level()).isEqualTo(Level.BAD);
    }

    @ParameterizedTest
    @CsvSource({
        "http://waha:3000,GOOD",
        "http://127.0.0.1:3000,GOOD",
        "http://10.1.2.3,GOOD",
        "http://172.20.0.2,GOOD",
        "http://waha.internal,GOOD",
        "http://172.40.0.2,BAD",
        "https://waha.example.com,BAD",
        "http://8.8.8.8:3000,BAD"
    })
    void aPublicAddressIsBad(String base, Level expected) {
        assertThat(Weakness.address("a", URI.create(base)).level()).isEqualTo(expected);
    }

    @Test
    void thePrintedVectorOfTheDocumentationIsAuthentic() {
        byte[] body =
                "{\"event\":\"message\",\"session\":\"default\",\"engine\":\"WEBJS\"}"
                        .getBytes(StandardCharsets.UTF_8);
        String expected =
                "208f8a55dde9e05519e898b10b89bf0d0b3b0fdf11fdbf09b6b90476301b98d8097c462b2b17a6ce93b6b47a136cf2e78a33a63f6752c2c1631777076153fa89";
        Signature signature = new Signature("HmacSHA512", secret("my-secret-key"));

        assertThat(signature.isOf(body, expected)).isTrue();
        assertThat(signature.isOf(body, expected.toUpperCase(java.util.Locale.ROOT))).isTrue();
        assertThat(signature.isOf(body, expected.substring(1))).isFalse();
        assertThat(signature.isOf(body, "not hex")).isFalse();
        assertThat(signature.isOf(body, null)).isFalse();
    }

    @Test
    void theSecretsPrintAsNothing() {
        assertThat(settings(fake.base(), KEY).toString()).doesNotContain("correct-horse");
    }
}
