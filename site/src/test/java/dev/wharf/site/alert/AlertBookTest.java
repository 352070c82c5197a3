package dev.wharf.site.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.site.account.Account;
import dev.wharf.site.api.Actors;
import dev.wharf.site.mail.Mail;
import dev.wharf.site.testing.TestRequest;
import dev.wharf.site.testing.TestSite;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class AlertBookTest {
    private static final EmailAddress OWNER = new EmailAddress("compliance@corp.example");
    private static final EmailAddress BOSS = new EmailAddress("boss@corp.example");

    @TempDir Path directory;
    private final List<Mail> mails = new ArrayList<>();
    private final List<String> hooks = new ArrayList<>();
    private boolean mailServerAway;
    private TestSite site;
    private AlertBook alerts;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
        alerts = book();
    }

    private AlertBook book() {
        AlertSettings settings =
                new AlertSettings(
                        List.of(
                                new AlertSettings.Level(Duration.ZERO, List.of(OWNER)),
                                new AlertSettings.Level(Duration.ofHours(4), List.of(BOSS))),
                        true);
        return new AlertBook(
                site.database,
                site.audit,
                site.accounts,
                settings,
                this::send,
                json -> hooks.add(new String(json, StandardCharsets.UTF_8)),
                site.clock);
    }

    private void send(Mail mail) {
        if (mailServerAway) {
            throw new WharfException(ErrorCode.SOURCE_UNAVAILABLE, "away");
        }
        mails.add(mail);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whatGoesOnIsOneAlertAndIsToldOnce() {
        for (int i = 0; i < 10; i++) {
            raise(Alert.Kind.LAG, null);
            site.clock.pass(Duration.ofMinutes(2));
            tick();
        }

        assertThat(alerts.open())
                .singleElement()
                .satisfies(alert -> assertThat(alert.refreshed()).isAfter(alert.raised()));
        assertThat(mails).extracting(Mail::to).containsExactly(OWNER);
        assertThat(hooks).hasSize(1);
    }

    @Test
    void theEmployeeIsToldWhereItIsTheirLink() {
        Account zoe = site.linked("zoe", "+447700900001");

        raise(Alert.Kind.UNLINKED, zoe.id());
        tick();

        assertThat(mails).extracting(Mail::to).containsExactly(OWNER, zoe.email());
        assertThat(mails.get(0).text()).contains("acknowledge 1");
        assertThat(mails.get(1).text()).doesNotContain("acknowledge");
    }

    @Test
    void theEmployeeIsNotToldOfADisk() {
        Account zoe = site.linked("zoe", "+447700900001");

        raise(Alert.Kind.DISK, zoe.id());
        tick();

        assertThat(mails).extracting(Mail::to).containsExactly(OWNER);
    }

    @Test
    void theNextLevelIsToldWhileNobodyAcknowledges() {
        raise(Alert.Kind.GAP, null);
        tick();
        site.clock.pass(Duration.ofHours(4).minusSeconds(1));
        tick();
        assertThat(mails).hasSize(1);

        site.clock.pass(Duration.ofSeconds(1));
        tick();

        assertThat(mails).extracting(Mail::to).containsExactly(OWNER, BOSS);
        assertThat(mails.get(1).subject()).startsWith("Still open");
        assertThat(hooks.get(1)).contains("\"event\":\"escalated\"");
    }

    @Test
    void whoAcknowledgesStopsIt() {
        raise(Alert.Kind.GAP, null);
        tick();
        var answer =
                TestRequest.post("/v1/alerts/1/acknowledgement", "")
                        .sendTo(new AlertRoutes(alerts, new Actors("host")).routes());
        site.clock.pass(Duration.ofDays(1));
        tick();

        assertThat(answer.member("acknowledged_by")).isEqualTo("admin");
        assertThat(mails).hasSize(1);
        assertThat(alerts.open()).hasSize(1);
        assertThat(site.audit.after(0, 10)).hasSize(1);
    }

    @Test
    void whoWasToldIsToldThatItIsOver() {
        raise(Alert.Kind.GAP, null);
        tick();

        alerts.clear(Alert.Kind.GAP, "subject");
        tick();
        tick();

        assertThat(alerts.open()).isEmpty();
        assertThat(mails).extracting(Mail::to).containsExactly(OWNER, OWNER);
        assertThat(mails.get(1).subject()).startsWith("Over");
        assertThat(hooks.get(1)).contains("\"event\":\"cleared\"");
    }

    @Test
    void nobodyIsToldOfWhatIsOverBeforeTheyWere() {
        raise(Alert.Kind.GAP, null);
        alerts.clear(Alert.Kind.GAP, "subject");
        tick();

        assertThat(mails).isEmpty();
    }

    @Test
    void itCanComeBackAsAnotherAlert() {
        raise(Alert.Kind.GAP, null);
        tick();
        alerts.clear(Alert.Kind.GAP, "subject");
        raise(Alert.Kind.GAP, null);
        tick();

        assertThat(alerts.open()).extracting(StoredAlert::id).containsExactly(2L);
        assertThat(alerts.newest(10)).hasSize(2);
    }

    @Test
    void aMailServerThatIsAwayIsTriedAgainLaterAndLater() {
        mailServerAway = true;
        raise(Alert.Kind.GAP, null);
        tick();
        assertThat(hooks).hasSize(1);

        mailServerAway = false;
        tick();
        assertThat(mails).isEmpty();
        site.clock.pass(Duration.ofMinutes(1));
        tick();

        assertThat(mails).hasSize(1);
        assertThat(hooks).hasSize(1);
    }

    @Test
    void whatIsOpenAndWhatWasToldSurvivesARestart() {
        raise(Alert.Kind.GAP, null);
        tick();
        site.close();
        site = new TestSite(directory);
        alerts = book();

        raise(Alert.Kind.GAP, null);
        tick();
        assertThat(mails).hasSize(1);
        alerts.clear(Alert.Kind.GAP, "subject");
        tick();

        assertThat(alerts.open()).isEmpty();
        assertThat(mails).hasSize(2);
    }

    private void raise(Alert.Kind kind, @Nullable String account) {
        alerts.raise(new Alert(kind, "subject", account, "It is so.", site.clock.instant()));
    }

    /// Behind everything that was written without waiting.
    private void tick() {
        alerts.tick();
    }
}
