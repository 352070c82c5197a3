package dev.wharf.site.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.site.alert.AlertReport;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Handler;
import dev.wharf.site.http.LoopbackRoutes;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;
import dev.wharf.site.journal.SealedJournal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

class HttpSealedJournalTest implements SealedJournalContract {
    @TempDir private Path folder;
    private final AtomicInteger signedIn = new AtomicInteger();
    private final Deque<Handler> faults = new ArrayDeque<>();
    private final List<Duration> rests = new ArrayList<>();
    private final Set<Long> notArchived = new TreeSet<>();
    private final List<String> reports = new ArrayList<>();
    private MemorySealedJournal source = new MemorySealedJournal(Path.of("."));
    private FeedRoutes feed = new FeedRoutes(source, source, (_, _) -> {});
    private LoopbackRoutes server = new LoopbackRoutes(List.of());
    private HttpSealedJournal journal = client("right");

    @BeforeEach
    void serve() {
        close();
        source = new MemorySealedJournal(folder);
        feed = new FeedRoutes(source, source, (_, each) -> notArchived.addAll(each));
        List<Route> routes = new ArrayList<>(feed.routes());
        routes.add(new Route(Method.POST, "/v1/sign-in", Access.OPEN, 1000, "", this::signIn));
        routes.add(
                new Route(
                        Method.PUT,
                        "/v1/feed/alerts",
                        Access.CONNECTOR,
                        Route.SMALL,
                        "",
                        this::reported));
        server = new LoopbackRoutes(routes, this::guarded);
        journal = client("right");
    }

    private HttpSealedJournal client(String password) {
        return new HttpSealedJournal(
                new SiteAddress(
                        server.base(),
                        "archive",
                        Secret.copyOf(password.getBytes(StandardCharsets.UTF_8))),
                rests::add);
    }

    private Reply signIn(Request request) throws IOException {
        JsonNode body = JsonMapper.shared().readTree(request.bytes());
        if (!body.path("password").asString("").equals("right")) {
            return Reply.empty(401);
        }
        return Reply.json(
                200,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("token", "token-" + signedIn.incrementAndGet())
                        .put("expiresIn", 900));
    }

    private Reply reported(Request request) throws IOException {
        reports.add(new String(request.bytes(), StandardCharsets.UTF_8));
        return Reply.empty(200);
    }

    /// Only the newest token is good; a fault that was prepared comes first.
    private Handler guarded(Handler handler) {
        return request -> {
            String token = request.header("Authorization").orElse("");
            if (!token.isEmpty() && !token.equals("Bearer token-" + signedIn.get())) {
                return Reply.empty(401);
            }
            Handler fault = token.isEmpty() ? null : faults.poll();
            return (fault == null ? handler : fault).handle(request);
        };
    }

    @AfterEach
    void close() {
        journal.close();
        server.close();
    }

    @Override
    public MemorySealedJournal source() {
        return source;
    }

    @Override
    public SealedJournal journal() {
        return journal;
    }

    @Test
    void aTokenThatRanOutIsRenewed() {
        source.append(new byte[1]);
        assertThat(journal.durable()).isEqualTo(1);
        signedIn.incrementAndGet();

        assertThat(journal.after(0, 10, 1000)).hasSize(1);
        assertThat(rests).isEmpty();
    }

    @Test
    void aWrongPasswordIsSaidToThePersonWhoMustAct() {
        try (HttpSealedJournal wrong = client("wrong")) {
            assertThatThrownBy(wrong::durable)
                    .isInstanceOfSatisfying(
                            WharfException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_REFUSED))
                    .hasMessageContaining("'archive'")
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void aSiteThatIsBusyIsAskedAgainWhenItSays() {
        faults.add(_ -> Reply.empty(503).with("Retry-After", "7"));
        faults.add(_ -> Reply.empty(503));

        assertThat(journal.durable()).isZero();
        assertThat(rests).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(14));
    }

    @Test
    void aSiteThatStaysAwayIsUnavailable() {
        journal.durable();
        server.close();

        assertThatThrownBy(() -> journal.after(0, 1, 1))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
        assertThat(rests).hasSize(6).isSorted();
    }

    @Test
    void aFeedThatBreaksOffIsNotTakenForWhole() {
        source.append(new byte[1000]);
        faults.add(_ -> Reply.of(200, FeedFrame.TYPE, FeedFrame.MAGIC));

        assertThatThrownBy(() -> journal.after(0, 10, 10_000))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
    }

    @Test
    void aRedirectIsNotFollowed() {
        faults.add(_ -> new Reply(302, Map.of("Location", "http://127.0.0.1:1/"), _ -> {}));

        assertThatThrownBy(journal::durable)
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_REFUSED));
    }

    @Test
    void whatWasSetAsideIsSaidWithTheAcknowledgement() {
        for (int i = 0; i < 5; i++) {
            source.append(new byte[1]);
        }
        journal.acknowledge(4, List.of(2L, 3L));

        assertThat(notArchived).containsExactly(2L, 3L);
        assertThat(source.acknowledged()).isEqualTo(4);
    }

    private static AlertReport lagging() {
        return new AlertReport(
                List.of(
                        new Alert(
                                Alert.Kind.CONNECTOR,
                                "mail/lag",
                                null,
                                "It is late.",
                                Instant.EPOCH)));
    }

    @Test
    void whatIsNotWellIsReported() {
        journal.report(lagging());

        assertThat(reports)
                .containsExactly(
                        "{\"version\":1,\"alerts\":[{\"kind\":\"CONNECTOR\",\"subject\":\"mail/lag\",\"text\":\"It is late.\"}]}");
    }

    @Test
    void aSiteThatIsTooOldForReportsIsNoFailure() {
        faults.add(_ -> Reply.empty(404));

        journal.report(lagging());

        assertThat(reports).isEmpty();
        assertThat(rests).isEmpty();
    }

    @Test
    void aReaderThatWaitsIsToldWhenSomethingArrives() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> journal.awaitBeyond(0, Duration.ofSeconds(30)));
            source.append(new byte[1]);

            assertThat(waiting.get()).isTrue();
        }
        assertThat(journal.awaitBeyond(1, Duration.ZERO)).isFalse();
    }

    @Test
    void closedItAsksNoMore() {
        journal.close();

        assertThatThrownBy(journal::durable)
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
        assertThat(rests).isEmpty();
    }

    @Test
    void nobodyIsLeftWaitingWhenTheSiteStops() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> journal.awaitBeyond(0, Duration.ofSeconds(30)));
            feed.close();

            assertThat(waiting.get()).isFalse();
        }
    }
}
