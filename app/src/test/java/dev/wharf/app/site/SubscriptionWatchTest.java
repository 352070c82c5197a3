package dev.wharf.app.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.app.config.Configuration;
import dev.wharf.core.alert.Alert;
import dev.wharf.core.directory.User;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.MethodForm;
import dev.wharf.site.account.NewAccount;
import dev.wharf.site.alert.StoredAlert;
import dev.wharf.testkit.FakeGraph;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// What Meta will not tell the site becomes an alert, and stops being one.
class SubscriptionWatchTest {
    private static final Actor ADMIN = Actor.user("admin", "testhost");

    private final FakeGraph graph = new FakeGraph(Clock.systemUTC());
    private OpenSite site;

    @BeforeEach
    void site(@TempDir Path folder) {
        Configuration configuration =
                Configuration.load(
                        folder.resolve("config.yaml"),
                        Map.of(
                                "WHARF_GRAPH_ADDRESS",
                                graph.base().toString(),
                                "WHARF_SITE_ADDRESS",
                                "https://capture.firm.example"),
                        folder);
        site =
                OpenSite.open(
                        folder.resolve("site"),
                        configuration,
                        Clock.systemUTC(),
                        new SecureRandom());
        site.accounts()
                .enrol(
                        new NewAccount(
                                "Ana",
                                new EmailAddress("ana@firm.example"),
                                "",
                                new MethodForm(
                                        "cloud-api",
                                        Map.of(
                                                "phone_number_id", "7",
                                                "waba_id", "100",
                                                "hook", "main")),
                                List.of(
                                        new User.Line(
                                                new PhoneNumber("+34612345678"), null, null))),
                        ADMIN);
        secret("app-id", "55");
        secret("app-secret", "secret");
        secret("access-token", "token");
        graph.node("/7", "token", "{\"platform_type\":\"CLOUD_API\"}");
        graph.node(
                "/100/subscribed_apps",
                "token",
                "{\"data\":[{\"whatsapp_business_api_data\":{\"id\":\"55\"}}]}");
    }

    @AfterEach
    void stop() {
        site.close();
        graph.close();
    }

    private void secret(String name, String value) {
        try (Secret secret = Secret.copyOf(value.getBytes(StandardCharsets.UTF_8))) {
            site.secrets().put("cloud/main/" + name, secret, ADMIN);
        }
    }

    /// @param fields as JSON
    private void subscribed(String fields) {
        graph.node(
                "/55/subscriptions",
                "55|secret",
                "{\"data\":[{\"object\":\"whatsapp_business_account\",\"active\":true,\"callback_url\":\"https://capture.firm.example/webhook/cloud/main\",\"fields\":[%s]}]}"
                        .formatted(fields));
    }

    private List<StoredAlert> alerts() {
        new SubscriptionWatch(site).tick();
        // Raised soon: what is written after it is written behind it.
        site.alerts().tick();
        return site.alerts().open();
    }

    @Test
    void aFieldThatNobodySubscribedToIsAnAlertUntilSomebodyDoes() {
        subscribed("");
        assertThat(alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.kind()).isEqualTo(Alert.Kind.SUBSCRIPTION);
                            assertThat(alert.subject()).isEqualTo("main");
                            assertThat(alert.text()).contains("messages is not subscribed to");
                        });

        subscribed("\"messages\",\"account_update\"");
        assertThat(alerts()).isEmpty();
    }

    @Test
    void whileMetaDoesNotAnswerAnAlertStays() {
        subscribed("");
        assertThat(alerts()).hasSize(1);

        subscribed("\"messages\",\"account_update\"");
        graph.failNext(500, 2);
        assertThat(alerts()).hasSize(1);
    }

    @Test
    void anAlertEndsWithTheAccountsOfItsHook() {
        subscribed("");
        assertThat(alerts()).hasSize(1);

        site.accounts().disable("a1", "left", ADMIN);
        assertThat(alerts()).isEmpty();
    }
}
