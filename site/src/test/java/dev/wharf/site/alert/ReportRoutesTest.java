package dev.wharf.site.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Route;
import dev.wharf.site.mail.Mail;
import dev.wharf.site.testing.TestRequest;
import dev.wharf.site.testing.TestRequest.Answer;
import dev.wharf.site.testing.TestSite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the archive's side says is not well, and what the site makes of it.
class ReportRoutesTest {
    @TempDir Path directory;
    private final List<Mail> mails = new ArrayList<>();
    private TestSite site;
    private AlertBook alerts;
    private List<Route> routes;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
        AlertSettings settings =
                new AlertSettings(
                        List.of(
                                new AlertSettings.Level(
                                        Duration.ZERO,
                                        List.of(new EmailAddress("compliance@corp.example")))),
                        false);
        alerts =
                new AlertBook(
                        site.database,
                        site.audit,
                        site.accounts,
                        settings,
                        mails::add,
                        null,
                        site.clock);
        routes = new ReportRoutes(alerts, site.clock).routes();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Answer report(byte[] json) {
        return put(new String(json, StandardCharsets.UTF_8));
    }

    private Answer put(String json) {
        Answer answer = TestRequest.of(Method.PUT, "/v1/feed/alerts", json).sendTo(routes);
        // Behind what the book writes without waiting.
        alerts.tick();
        return answer;
    }

    private static AlertReport report(String... subjects) {
        return new AlertReport(
                Stream.of(subjects).map(one -> alert(one, "Connector " + one)).toList());
    }

    private static Alert alert(String subject, String text) {
        return new Alert(Alert.Kind.CONNECTOR, subject, null, text, Instant.EPOCH);
    }

    @Test
    void peopleAreToldOfWhatIsNotWellAndWhenItIsOver() {
        assertThat(report(report("mail/lag", "mail/failures").json()).status()).isEqualTo(200);
        assertThat(report(report("mail/lag").json()).status()).isEqualTo(200);

        assertThat(alerts.open()).extracting(StoredAlert::subject).containsExactly("mail/lag");
        assertThat(mails).hasSize(3);
        assertThat(mails.getFirst().text()).contains("Connector mail/lag");
        assertThat(mails.getLast().subject()).startsWith("Over");
    }

    @Test
    void whatGoesOnIsOneAlert() {
        report(report("mail/lag").json());
        site.clock.pass(Duration.ofMinutes(10));
        report(report("mail/lag").json());

        assertThat(alerts.newest(10)).hasSize(1);
        assertThat(mails).hasSize(1);
    }

    @Test
    void whatTheSiteItselfNoticedIsNotTheArchivesToEnd() {
        alerts.raise(
                new Alert(
                        Alert.Kind.DISK, "site", null, "The disk is full.", site.clock.instant()));
        alerts.tick();

        report(report().json());

        assertThat(alerts.open()).extracting(StoredAlert::kind).containsExactly(Alert.Kind.DISK);
    }

    @Test
    void aTextIsOneLineThatControlsNothingAndIsCut() {
        String hostile = "one\r\nBcc: two\u001b[2J \u202Ethree " + "ü".repeat(2_000);

        put(
                "{\"version\":1,\"alerts\":[{\"kind\":\"CONNECTOR\",\"subject\":\"a\\nb\",\"text\":\"%s\"}]}"
                        .formatted(
                                hostile.replace("\r", "\\r")
                                        .replace("\n", "\\n")
                                        .replace("\u001b", "\\u001b")));

        StoredAlert stored = alerts.open().getFirst();
        assertThat(stored.subject()).isEqualTo("a b");
        assertThat(stored.text()).startsWith("one Bcc: two [2J three üü").endsWith("…");
        assertThat(stored.text().codePoints()).hasSize(AlertReport.LONGEST_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"alerts\":[]}",
                "{\"version\":2,\"alerts\":[]}",
                "{\"version\":\"1\",\"alerts\":[]}",
                "{\"version\":1,\"alerts\":{}}",
                "{\"version\":1,\"alerts\":[],\"more\":1}",
                "{\"version\":1,\"alerts\":[{\"kind\":\"DISK\",\"subject\":\"a\",\"text\":\"b\"}]}",
                "{\"version\":1,\"alerts\":[{\"kind\":\"CONNECTOR\",\"text\":\"b\"}]}",
                "{\"version\":1,\"alerts\":[{\"kind\":\"CONNECTOR\",\"subject\":\"a\",\"text\":7}]}"
            })
    void anythingElseIsRefusedAndChangesNothing(String json) {
        report(report("mail/lag").json());

        assertThat(put(json).status()).isEqualTo(400);
        assertThat(alerts.open()).hasSize(1);
    }

    @Test
    void moreThanTheMostAreRefusedAndNeverSent() {
        String one = "{\"kind\":\"CONNECTOR\",\"subject\":\"a%d\",\"text\":\"b\"}";
        String many =
                IntStream.range(0, 201).mapToObj(one::formatted).collect(Collectors.joining(","));
        AlertReport sent =
                new AlertReport(
                        IntStream.range(0, 1_000)
                                .mapToObj(i -> alert("a" + i, "\uD83D\uDE00".repeat(1_500)))
                                .toList());

        assertThat(put("{\"version\":1,\"alerts\":[%s]}".formatted(many)).status()).isEqualTo(400);
        assertThat(sent.open()).hasSize(AlertReport.MOST);
        assertThat((long) sent.json().length).isLessThan(routes.getFirst().mostBody());
        assertThat(report(sent.json()).status()).isEqualTo(200);
    }

    @Test
    void otherKindsAreNotReported() {
        AlertReport report =
                new AlertReport(
                        List.of(
                                new Alert(
                                        Alert.Kind.QUARANTINE,
                                        "archive",
                                        null,
                                        "Somebody waits.",
                                        site.clock.instant())));

        assertThat(report.open()).isEmpty();
    }

    @Test
    void onlyAConnectorMayReport() {
        assertThat(routes).extracting(Route::access).containsExactly(Access.CONNECTOR);
    }
}
