package dev.wharf.destinations.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.wharf.core.destination.DeliveryOutcome.Delivered;
import dev.wharf.core.destination.Destination.Opened;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.SettableClock;
import dev.wharf.testkit.imap.FakeImap;
import dev.wharf.testkit.imap.FakeImap.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

class ClientCredentialsTest {
    private static final EmailAddress ALICE = new EmailAddress("alice@firm.example");

    private final SettableClock clock = new SettableClock(SampleMails.TIME);
    private final List<String> asked = new ArrayList<>();
    private final HttpServer endpoint;
    private int status = 200;
    private String answer = "";

    ClientCredentialsTest() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext(
                "/token",
                exchange -> {
                    asked.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    String text =
                            answer.isEmpty()
                                    ? "{\"access_token\":\"token%d\",\"expires_in\":3600}"
                                            .formatted(asked.size())
                                    : answer;
                    byte[] body = text.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.stop(0);
    }

    @Test
    void aTokenIsAskedForOnceAndKept() {
        try (ClientCredentials tokens = tokens()) {
            assertThat(text(tokens)).isEqualTo("token1");
            assertThat(text(tokens)).isEqualTo("token1");
        }
        assertThat(asked)
                .containsExactly(
                        "grant_type=client_credentials&client_id=app&client_secret=s%26cret&scope=https%3A%2F%2Foutlook.office365.com%2F.default");
    }

    @Test
    void itIsRenewedShortlyBeforeItExpires() {
        try (ClientCredentials tokens = tokens()) {
            tokens.token();
            clock.move(Duration.ofMinutes(54));
            assertThat(text(tokens)).isEqualTo("token1");
            clock.move(Duration.ofMinutes(2));
            assertThat(text(tokens)).isEqualTo("token2");
        }
    }

    @Test
    void aRefusedOneIsAskedForAnew() {
        try (ClientCredentials tokens = tokens()) {
            tokens.refused(tokens.token());

            assertThat(text(tokens)).isEqualTo("token2");
        }
    }

    @Test
    void theRefusalOfAnOldOneChangesNothing() {
        try (ClientCredentials tokens = tokens()) {
            tokens.token();
            tokens.refused(Settings.secret("older"));

            assertThat(text(tokens)).isEqualTo("token1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, SOURCE_REFUSED",
        "400, SOURCE_REFUSED",
        "429, SOURCE_UNAVAILABLE",
        "503, SOURCE_UNAVAILABLE"
    })
    void aRefusalSaysWhyAndNoSecret(int how, ErrorCode code) {
        status = how;
        answer = "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: no\"}";
        try (ClientCredentials tokens = tokens()) {
            assertThatThrownBy(tokens::token)
                    .isInstanceOfSatisfying(
                            WharfException.class, e -> assertThat(e.code()).isEqualTo(code))
                    .hasMessageNotContaining("s&cret");
        }
    }

    @Test
    void nonsenseIsNoToken() {
        answer = "<html>";
        try (ClientCredentials tokens = tokens()) {
            assertThatThrownBy(tokens::token).isInstanceOf(WharfException.class);
        }
    }

    @Test
    void aSecretGoesToHttpsOnly() {
        assertThatThrownBy(
                        () ->
                                new ClientCredentials.Application(
                                        URI.create("http://login.example/token"),
                                        "app",
                                        Settings.secret("x"),
                                        "s"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void everyCloudHasItsHosts(OAuthCloud cloud) {
        assertThat(cloud.tokenEndpoint("contoso").toString())
                .startsWith("https://login.")
                .endsWith("/contoso/oauth2/v2.0/token");
        assertThat(cloud.scope()).contains(cloud.imapHost());
    }

    @Test
    void theTokenSignsInByXoauth2() throws IOException {
        try (FakeImap server = FakeImap.start();
                ImapDestination destination = destination(server)) {
            assertThat(
                            ((Opened.Ready) destination.open(ALICE))
                                    .session()
                                    .deliver(SampleMails.mails(1)))
                    .allMatch(Delivered.class::isInstance);
            assertThat(server.commands()).contains(xoauth2("token1"));
        }
    }

    @Test
    void aTokenThatWasWithdrawnIsReplacedAtOnce() throws IOException {
        try (FakeImap server =
                        FakeImap.start()
                                .failing(
                                        command ->
                                                command.equals(xoauth2("token1"))
                                                        ? Optional.of(
                                                                new Fault.Answer("+ eyJzdGF0"))
                                                        : Optional.empty());
                ImapDestination destination = destination(server)) {
            assertThat(destination.open(ALICE)).isInstanceOf(Opened.Ready.class);
            assertThat(server.commands()).contains(xoauth2("token2"));
        }
    }

    @Test
    void anEndpointThatRefusesConcernsEverybody() throws IOException {
        status = 401;
        answer = "{\"error\":\"invalid_client\"}";
        try (FakeImap server = FakeImap.start();
                ImapDestination destination = destination(server)) {
            Refusal why = ((Opened.Refused) destination.open(ALICE)).why();

            assertThat(why.scope()).isEqualTo(Refusal.Scope.DESTINATION);
            assertThat(why.reason()).contains("invalid_client");
        }
    }

    private ImapDestination destination(FakeImap server) {
        return new ImapDestination(
                Settings.of(Settings.plain(server.port()), new SignIn.Bearer(tokens())),
                clock,
                Settings.NO_PAUSE);
    }

    private static String xoauth2(String token) {
        byte[] response =
                ("user=alice@firm.example\u0001auth=Bearer " + token + "\u0001\u0001")
                        .getBytes(StandardCharsets.UTF_8);
        return "AUTHENTICATE XOAUTH2 " + Base64.getEncoder().encodeToString(response);
    }

    private ClientCredentials tokens() {
        return new ClientCredentials(
                new ClientCredentials.Application(
                        URI.create(
                                "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/token"),
                        "app",
                        Settings.secret("s&cret"),
                        OAuthCloud.GLOBAL.scope()),
                clock);
    }

    private static String text(ClientCredentials tokens) {
        return new String(tokens.token().bytes(), StandardCharsets.UTF_8);
    }
}
