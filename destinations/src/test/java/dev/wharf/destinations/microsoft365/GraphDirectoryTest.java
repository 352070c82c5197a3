package dev.wharf.destinations.microsoft365;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.microsoft365.GraphDirectory.Listing;
import dev.wharf.destinations.microsoft365.graph.Cloud;
import dev.wharf.destinations.microsoft365.graph.GraphClient;
import dev.wharf.destinations.microsoft365.graph.GraphCredential;
import dev.wharf.destinations.microsoft365.graph.GraphSignIn;
import dev.wharf.destinations.microsoft365.graph.SignInSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/// Against answers in the shape that Microsoft documents.
class GraphDirectoryTest {
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private HttpClient http;

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        http = GraphClient.newHttp();
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean token = exchange.getRequestURI().getPath().endsWith("/token");
            Answer answer =
                    token
                            ? new Answer(200, "{\"access_token\":\"t\",\"expires_in\":3599}")
                            : answers.removeFirst();
            if (!token) {
                asked.add(exchange.getRequestURI().toString());
            }
            byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private GraphDirectory directory(Listing listing) {
        Cloud cloud = Cloud.GLOBAL.at(origin(), origin(), origin(), List.of("127.0.0.1"));
        SignInSettings settings =
                new SignInSettings(
                        cloud,
                        "corp.example",
                        "11111111-2222-4333-8444-555555555555",
                        new GraphCredential.ClientSecret(
                                Secret.copyOf("s".getBytes(StandardCharsets.UTF_8))));
        Clock clock = Clock.systemUTC();
        GraphSignIn signIn = new GraphSignIn(settings, http, clock, UUID::randomUUID);
        return new GraphDirectory(
                new GraphClient(signIn, http, clock, _ -> {}, UUID::randomUUID), listing);
    }

    private List<DirectoryEntry> read(Listing listing) {
        List<DirectoryEntry> entries = new ArrayList<>();
        directory(listing).read(entries::add);
        return entries;
    }

    private void page(String next, String... users) {
        String link =
                next.isEmpty() ? "" : "\"@odata.nextLink\":\"%s%s\",".formatted(origin(), next);
        answers.add(new Answer(200, "{" + link + "\"value\":[" + String.join(",", users) + "]}"));
    }

    private static String user(String id, String more) {
        return """
        {"id":"%s","displayName":"User %s","mail":"%s@corp.example",
         "userPrincipalName":"%s@corp.onmicrosoft.com","mobilePhone":null,"businessPhones":[],
         "proxyAddresses":[],"accountEnabled":true,"otherMails":[],"userType":"Member"%s}
        """
                .formatted(id, id, id, id, more);
    }

    @Test
    void aUserIsReadWhole() {
        page(
                "",
                """
                {"id":"87d349ed","displayName":"Alice Miller","mail":"alice@corp.example",
                 "userPrincipalName":"am@corp.onmicrosoft.com","mobilePhone":"+44 7700 900001",
                 "businessPhones":["+44 20 7946 0000"],
                 "proxyAddresses":["SMTP: alice.miller@corp.example","smtp: a@corp.example"],
                 "accountEnabled":false,"otherMails":["alice@home.example"],"userType":"Member"}
                """);

        assertThat(read(Listing.USERS))
                .containsExactly(
                        new DirectoryEntry(
                                "87d349ed",
                                "Alice Miller",
                                new EmailAddress("alice.miller@corp.example"),
                                List.of(
                                        new EmailAddress("a@corp.example"),
                                        new EmailAddress("alice@corp.example"),
                                        new EmailAddress("alice@home.example"),
                                        new EmailAddress("am@corp.onmicrosoft.com")),
                                List.of("+44 7700 900001", "+44 20 7946 0000"),
                                false));
    }

    @Test
    void onlyWhatIsNeededIsAskedForInLargePages() {
        page("");

        read(Listing.USERS);

        assertThat(asked)
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one)
                                        .startsWith("/v1.0/users?$select=id,displayName,mail,")
                                        .contains("proxyAddresses", "accountEnabled", "otherMails")
                                        .endsWith("&$top=999"));
    }

    @Test
    void everyPageIsReadAndNobodyTwice() {
        page("/v1.0/users?$skiptoken=2", user("a", ""), user("b", ""));
        page("", user("b", ""), user("c", ""));

        assertThat(read(Listing.USERS))
                .extracting(DirectoryEntry::id)
                .containsExactly("a", "b", "c");
    }

    @Test
    void whatIsNullIsNotThere() {
        page("", user("a", "").replace("[]", "null").replace("true", "null"));

        assertThat(read(Listing.USERS))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.phones()).isEmpty();
                            assertThat(one.enabled()).isTrue();
                        });
    }

    @Test
    void whoHasNoMailboxIsNoUser() {
        page("", user("a", "").replace("\"a@corp.example\"", "null"));

        assertThat(read(Listing.USERS)).isEmpty();
    }

    /// A guest is a client: their number must never lead to a mailbox of the firm.
    @Test
    void aGuestIsNoUser() {
        page(
                "",
                user("a", "").replace("Member", "Guest"),
                user("b", "").replace("b@corp.onmicrosoft", "b_x.example#EXT#@corp.onmicrosoft"));

        assertThat(read(Listing.USERS)).isEmpty();
    }

    @Test
    void aMissingPermissionIsForAPersonToMend() {
        answers.add(new Answer(403, "{\"error\":{\"code\":\"Authorization_RequestDenied\"}}"));

        assertThatThrownBy(() -> read(Listing.USERS))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_REFUSED))
                .hasMessageContaining("users");
    }

    @Test
    void aPageThatIsThrottledIsAskedForAgain() {
        answers.add(new Answer(429, "{}"));
        page("", user("a", ""));

        assertThat(read(Listing.USERS)).hasSize(1);
    }

    @Test
    void ofADeltaTheLastWordCounts() {
        page("/v1.0/users/delta?$skiptoken=2", user("a", ""), user("b", ""), user("c", ""));
        page(
                "",
                user("a", "").replace("User a", "Renamed"),
                "{\"id\":\"b\",\"@removed\":{\"reason\":\"changed\"}}");

        assertThat(read(Listing.DELTA))
                .extracting(DirectoryEntry::name)
                .containsExactly("User c", "Renamed");
        assertThat(asked.getFirst()).startsWith("/v1.0/users/delta?");
    }

    @Test
    void itIsCalledByItsTenant() {
        assertThat(directory(Listing.USERS).name()).isEqualTo("graph corp.example");
    }
}
