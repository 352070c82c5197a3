package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.site.enrolment.LinkedRisk;
import dev.wharf.testkit.FakeGraph;
import dev.wharf.testkit.linked.FakeGowa;
import dev.wharf.testkit.linked.FakeWaha;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// What is wrong with a site's configuration is named, with what to do about it, and no secret.
class SiteDoctorTest {

    private static final String KEY = "a-key-of-some-length-1234567890";

    private Wharf wharf;

    @BeforeEach
    void site(@TempDir Path folder) {
        wharf = Sites.at(folder).with("WHARF_SITE_ADDRESS", "https://capture.firm.example");
    }

    private List<String> findings() {
        return wharf.json("site", "doctor").path("findings").valueStream().map(this::text).toList();
    }

    private String text(JsonNode finding) {
        return "%s %s: %s"
                .formatted(
                        finding.path("level").asString(),
                        finding.path("subject").asString(),
                        finding.path("text").asString());
    }

    private void secret(String name, String value) {
        wharf.answering(value, "site", "secret", "put", name).succeeded();
    }

    private void cloud() {
        wharf.run(
                        "site",
                        "account",
                        "add",
                        "--name",
                        "Ana",
                        "--email",
                        "ana@firm.example",
                        "--phone",
                        "+34612345678",
                        "--method",
                        "cloud-api",
                        "--phone-number-id",
                        "7",
                        "--waba-id",
                        "100",
                        "--hook",
                        "main")
                .succeeded();
    }

    @Test
    void aSiteWithoutAnybodyHasNothingBad() {
        Wharf.Result result = wharf.run("site", "doctor");

        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("does not run").contains("smtp-host").contains("0 bad");
    }

    @Test
    void withoutTheArchivesKeyItIsBad() throws IOException {
        Files.delete(wharf.home().resolve("site/archive.pub"));

        Wharf.Result result = wharf.run("site", "doctor");

        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.out()).contains("archive.pub").contains("wharf keys public");
    }

    @Test
    void metaNeedsAnAddressThatItReachesAndTheHooksSecrets() {
        cloud();
        wharf.with("WHARF_SITE_ADDRESS", "http://127.0.0.1:8460");

        assertThat(findings())
                .anyMatch(text -> text.startsWith("bad site-address: is this machine's own"))
                .anyMatch(text -> text.contains("site secret put cloud/main/app-secret"))
                .anyMatch(text -> text.contains("site secret put cloud/main/verify-token"))
                .anyMatch(text -> text.contains("site secret put cloud/main/access-token"))
                .anyMatch(text -> text.startsWith("warning hook main:") && text.contains("app-id"));
    }

    @Test
    void whatMetasAppIsNotSubscribedToIsBadAndTheSecretsAreNotShown() {
        try (FakeGraph graph = new FakeGraph(Clock.systemUTC())) {
            graph.node("/7", "the-access-token", "{\"platform_type\":\"CLOUD_API\"}");
            graph.node(
                    "/100/subscribed_apps",
                    "the-access-token",
                    "{\"data\":[{\"whatsapp_business_api_data\":{\"id\":\"55\"}}]}");
            graph.node(
                    "/55/subscriptions",
                    "55|the-app-secret",
                    "{\"data\":[{\"object\":\"whatsapp_business_account\",\"active\":true,\"callback_url\":\"https://capture.firm.example/webhook/cloud/main\",\"fields\":[]}]}");
            wharf.with("WHARF_GRAPH_ADDRESS", graph.base().toString());
            cloud();
            secret("cloud/main/app-secret", "the-app-secret");
            secret("cloud/main/verify-token", "the-verify-token");
            secret("cloud/main/access-token", "the-access-token");
            secret("cloud/main/app-id", "55");

            Wharf.Result result = wharf.run("site", "doctor", "--all");

            assertThat(result.exit()).isEqualTo(4);
            assertThat(result.out())
                    .contains("messages is not subscribed to")
                    .contains("webhooks arrive here")
                    .contains("has its secrets")
                    .doesNotContain("the-app-secret")
                    .doesNotContain("the-access-token")
                    .doesNotContain("the-verify-token");
            assertThat(graph.wrongRequests()).isEmpty();
        }
    }

    @Test
    void aGatewayNeedsItsSecretsAndTheRiskAccepted() {
        try (FakeWaha waha = new FakeWaha(KEY)) {
            wharf.with("WHARF_GATEWAY_WAHA", waha.base().toString());
            Sites.linked(wharf, "Ana", "+34 612 345 678");
            assertThat(findings())
                    .anyMatch(text -> text.contains("site secret put gateway/waha/hmac"))
                    .anyMatch(text -> text.startsWith("bad linked devices: nobody has accepted"));

            secret("gateway/waha/key", KEY);
            secret("gateway/waha/hmac", "changeme");
            wharf.run(
                            "site",
                            "link",
                            "accept-risk",
                            "--yes-digest",
                            LinkedRisk.TEXT.digest().sha256())
                    .succeeded();

            assertThat(findings())
                    .anyMatch(text -> text.startsWith("good gateway waha: answers"))
                    .anyMatch(text -> text.startsWith("bad gateway waha webhook secret:"))
                    .anyMatch(text -> text.startsWith("good linked devices:"))
                    .noneMatch(text -> text.contains(KEY));
        }
    }

    @Test
    void aGatewayThatAccountsNameAndNobodyConfiguredIsBad() {
        try (FakeGowa gowa = new FakeGowa("wharf:" + KEY)) {
            wharf.with("WHARF_GATEWAY_GOWA", gowa.base().toString());
            secret("gateway/gowa/key", "wharf:" + KEY);
            secret("gateway/gowa/hmac", KEY);
            Sites.linked(wharf, "Ana", "+34 612 345 678");

            assertThat(findings())
                    .anyMatch(text -> text.startsWith("good gateway gowa: answers"))
                    .anyMatch(
                            text ->
                                    text.startsWith("bad gateway waha: accounts name it")
                                            && text.contains("gateway-waha is not set"));
        }
    }

    @Test
    void aMailServerThatIsAwayIsBad() {
        wharf.with("WHARF_SMTP_HOST", "127.0.0.1")
                .with("WHARF_SMTP_PORT", "1")
                .with("WHARF_SMTP_FROM", "wharf@firm.example")
                .with("WHARF_ALERTS_TO", "ops@firm.example");

        assertThat(findings())
                .anyMatch(text -> text.startsWith("bad mail server: the mail server cannot be"))
                .anyMatch(text -> text.startsWith("good alerts:"));
    }

    @Test
    void anOpenListenerWithoutACertificateIsBad() {
        wharf.with("WHARF_SITE_LISTEN", "0.0.0.0:0");

        assertThat(findings()).anyMatch(text -> text.startsWith("bad certificate: none"));
    }
}
