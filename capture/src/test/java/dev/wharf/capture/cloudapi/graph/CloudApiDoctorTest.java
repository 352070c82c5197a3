package dev.wharf.capture.cloudapi.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.Finding;
import dev.wharf.core.Finding.Level;
import dev.wharf.core.key.Secret;
import dev.wharf.testkit.FakeGraph;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What is not set up at Meta so that everything arrives is named, with what is lost.
class CloudApiDoctorTest {
    private static final String OURS = "https://site.firm.example/webhook/cloud/desk";

    private final FakeGraph graph = new FakeGraph(Clock.systemUTC());
    private GraphHttp http;

    @BeforeEach
    void allIsWell() {
        http = new GraphHttp(GraphSettings.at(graph.base()));
        number("{\"is_on_biz_app\":true,\"platform_type\":\"CLOUD_API\",\"id\":\"7\"}");
        apps("{\"data\":[{\"whatsapp_business_api_data\":{\"id\":\"55\",\"name\":\"Wharf\"}}]}");
        subscriptions(OURS, "true", _ -> true);
    }

    @AfterEach
    void stop() {
        http.close();
        graph.close();
    }

    private void number(String json) {
        graph.node("/7", "token", json);
    }

    private void apps(String json) {
        graph.node("/100/subscribed_apps", "token", json);
    }

    private void subscriptions(String callback, String active, Predicate<String> subscribed) {
        String fields =
                CapturedField.ALL.stream()
                        .map(CapturedField::name)
                        .filter(subscribed)
                        .map("{\"name\":\"%s\",\"version\":\"v24.0\"}"::formatted)
                        .collect(Collectors.joining(","));
        graph.node(
                "/55/subscriptions",
                "55|secret",
                "{\"data\":[{\"object\":\"page\"},{\"object\":\"whatsapp_business_account\",\"callback_url\":\"%s\",\"active\":%s,\"fields\":[%s]}]}"
                        .formatted(callback, active, fields));
    }

    private List<Finding> findings() {
        return new CloudApiDoctor(http)
                .examine(
                        new CloudApiSetup(
                                "55",
                                secret("secret"),
                                "100",
                                secret("token"),
                                List.of("7"),
                                URI.create(OURS)));
    }

    private static Secret secret(String text) {
        return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> worse() {
        return findings().stream()
                .filter(finding -> finding.level() != Level.GOOD)
                .map(finding -> finding.level() + " " + finding.subject() + ": " + finding.text())
                .toList();
    }

    @Test
    void whereAllIsSetUpEverythingIsGood() {
        assertThat(findings()).hasSize(4).allMatch(finding -> finding.level() == Level.GOOD);
        assertThat(graph.wrongRequests()).isEmpty();
    }

    @Test
    void aFieldThatIsNotSubscribedToIsNamedWithWhatIsLost() {
        subscriptions(OURS, "true", name -> !name.equals("standby") && !name.equals("messages"));

        assertThat(worse())
                .hasSize(2)
                .anySatisfy(
                        text ->
                                assertThat(text)
                                        .startsWith("BAD webhook fields: messages is not")
                                        .contains("no message and no status"))
                .anySatisfy(
                        text ->
                                assertThat(text)
                                        .startsWith("WARNING webhook fields: standby is not")
                                        .contains("business agent"));
    }

    @Test
    void withoutEchoesANumberOnAPhoneIsHalfCaptured() {
        subscriptions(OURS, "true", name -> !name.equals("smb_message_echoes"));

        assertThat(worse()).hasSize(1).first().asString().startsWith("BAD webhook fields: smb");

        number("{\"is_on_biz_app\":false,\"platform_type\":\"CLOUD_API\"}");

        assertThat(worse()).hasSize(1).first().asString().startsWith("WARNING webhook fields: smb");
    }

    @Test
    void anAppThatIsNotSubscribedToTheAccountHearsNothing() {
        apps("{\"data\":[{\"whatsapp_business_api_data\":{\"id\":\"56\"}}]}");

        assertThat(worse())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("BAD subscribed apps: app 55 is not subscribed to account 100");
    }

    @Test
    void aCallbackThatIsNotOursIsNamedByItsHostAlone() {
        subscriptions("https://other.example/hook/s3cret", "true", _ -> true);

        assertThat(worse())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("BAD webhook address")
                .contains("other.example")
                .doesNotContain("s3cret");
    }

    @Test
    void anOverrideOfTheAccountCountsForChatsAndNotForTheAccount() {
        apps(
                "{\"data\":[{\"whatsapp_business_api_data\":{\"id\":\"55\"},\"override_callback_uri\":\"%s/\"}]}"
                        .formatted(OURS));
        subscriptions("https://other.example/hook", "true", _ -> true);

        assertThat(worse()).hasSize(1).first().asString().startsWith("WARNING webhook address");
    }

    @Test
    void webhooksThatAreSwitchedOffAreBad() {
        subscriptions(OURS, "false", _ -> true);

        assertThat(worse()).hasSize(1).first().asString().contains("switched off");
    }

    @Test
    void anAppWithoutWebhooksIsBad() {
        graph.node("/55/subscriptions", "55|secret", "{\"data\":[]}");

        assertThat(worse()).hasSize(1).first().asString().contains("has no webhooks for WhatsApp");
    }

    @Test
    void aNumberThatIsNoLongerOnThePlatformIsBad() {
        number("{\"is_on_biz_app\":true,\"platform_type\":\"NOT_APPLICABLE\"}");

        assertThat(worse()).hasSize(1).first().asString().startsWith("BAD number id 7");
    }

    @Test
    void whatCannotBeAskedIsAFinding() {
        graph.node("/7", "another token", "{}");
        graph.passNext();
        graph.failNext(500, 2);

        assertThat(worse())
                .hasSize(2)
                .anySatisfy(
                        text ->
                                assertThat(text)
                                        .startsWith("BAD number id 7: could not be examined")
                                        .doesNotContain("token\""))
                .anySatisfy(text -> assertThat(text).startsWith("WARNING subscribed apps"));
    }
}
