package dev.wharf.destinations.microsoft365.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.destinations.microsoft365.FakeTenant;
import dev.wharf.testkit.graph.FakeUser;
import dev.wharf.testkit.graph.Fault;
import dev.wharf.testkit.graph.Fault.Place;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class GraphClientTest {
    private static final GraphCall USERS = GraphCall.get("/users?$select=id&$top=2", "the users");

    private final FakeTenant tenant = new FakeTenant();
    private final GraphClient client = tenant.newClient();

    @AfterEach
    void close() {
        tenant.close();
    }

    private void fail(Fault... faults) {
        tenant.exchange.faults(Fault.Source.script(Place.OUTER, faults));
    }

    private Duration waitedBy(Runnable work) {
        Instant before = tenant.clock.instant();
        work.run();
        return Duration.between(before, tenant.clock.instant());
    }

    @Test
    void listsAreReadPageByPage() {
        for (int i = 0; i < 5; i++) {
            tenant.exchange.addUser(user("u" + i));
        }
        List<String> ids = new ArrayList<>();

        client.pages(USERS, user -> ids.add(user.path("id").asString("")));

        assertThat(ids).containsExactly("u0", "u1", "u2", "u3", "u4");
    }

    private static FakeUser user(String id) {
        return new FakeUser(id, id, "", id, "", List.of(), List.of(), List.of(), true);
    }

    @Test
    void whoIsAskedToWaitWaits() {
        fail(Fault.THROTTLED, Fault.THROTTLED);

        assertThat(waitedBy(() -> client.json(USERS))).isEqualTo(Duration.ofSeconds(14));
    }

    @Test
    void aLostAnswerIsAskedForAgain() {
        fail(Fault.GATEWAY, Fault.UNAVAILABLE);

        JsonNode answer = client.json(USERS);

        assertThat(answer.has("value")).isTrue();
    }

    @Test
    void whatCouldBeDoneTwiceIsNotSentAgain() {
        fail(Fault.CUT_AFTER);
        GraphCall create =
                GraphCall.post("/users/alice@firm.example/mailFolders", body(), "a folder");

        assertThatExceptionOfType(WharfException.class)
                .isThrownBy(() -> client.json(create))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
        assertThat(tenant.exchange.counts().http()).isEqualTo(1);
    }

    private static JsonNode body() {
        return tools.jackson.databind.json.JsonMapper.shared()
                .createObjectNode()
                .put("displayName", "x");
    }

    @Test
    void aDeadTokenIsRenewedOnce() {
        client.json(USERS);
        tenant.exchange.expireTokens();

        client.json(USERS);

        assertThat(tenant.exchange.tokensGiven()).isEqualTo(2);
    }

    @Test
    void whoIsRefusedAfterThatSaysSo() {
        fail(Fault.TOKEN_EXPIRED, Fault.TOKEN_EXPIRED);

        assertThatExceptionOfType(WharfException.class)
                .isThrownBy(() -> client.json(USERS))
                .withMessageContaining("401")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_REFUSED));
    }

    @Test
    void patienceEnds() {
        fail(Collections.nCopies(6, Fault.THROTTLED).toArray(Fault[]::new));

        assertThatExceptionOfType(WharfException.class)
                .isThrownBy(() -> client.json(USERS))
                .withMessageContaining("the users")
                .withMessageContaining("request ")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
    }

    @Test
    void waitsAreReadAsSecondsAndAsDates() {
        Instant now = Instant.parse("2026-11-28T12:00:00Z");

        assertThat(RetryAfter.parse("17", now)).isEqualTo(Duration.ofSeconds(17));
        assertThat(RetryAfter.parse("Sat, 28 Nov 2026 12:00:09 GMT", now))
                .isEqualTo(Duration.ofSeconds(9));
        assertThat(RetryAfter.parse("Sat, 28 Nov 2026 11:00:00 GMT", now)).isZero();
        assertThat(RetryAfter.parse("999999999", now)).isEqualTo(Duration.ofHours(1));
        assertThat(RetryAfter.parse("soon", now)).isNull();
        assertThat(RetryAfter.parse(null, now)).isNull();
    }
}
