package dev.wharf.site.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.directory.User;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.CaptureMethod;
import dev.wharf.site.account.LinkedDevice;
import dev.wharf.site.account.LinkedDevices;
import dev.wharf.site.reception.Admission.Decision;
import dev.wharf.site.secret.SiteKey;
import dev.wharf.site.testing.RecordedAlerts;
import dev.wharf.site.testing.TestSite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class ScopeAdmissionTest {
    private static final PhoneNumber ZOE = new PhoneNumber("+447700900001");
    private static final String CLIENT = "+12125550100";

    @TempDir Path directory;
    private final RecordedAlerts alerts = new RecordedAlerts();
    private final List<String> wrong = new ArrayList<>();
    private TestSite site;
    private Scopes scopes;
    private LinkedDevices devices;
    private Exclusions exclusions;
    private ScopeAdmission admission;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
        scopes = new Scopes(site.database, site.accounts, site.audit, site.clock);
        devices = new LinkedDevices(site.database, site.accounts, site.audit, site.clock);
        exclusions =
                new Exclusions(
                        site.database,
                        SiteKey.open(directory, site.database, new SecureRandom()),
                        site.clock,
                        Duration.ofDays(30));
        admission =
                new ScopeAdmission(
                        site.accounts, scopes, devices, exclusions, alerts, wrong::add, site.clock);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void anUpdateOfAnEnrolledNumberIsKept() {
        Account zoe = site.enrol("zoe", TestSite.cloud("77"), ZOE.e164());

        assertThat(cloud(Updates.direct("77", CLIENT))).isEqualTo(new Decision.Keep(zoe.id()));
    }

    @Test
    void theFirmsOwnNumberIsKeptWithoutAnAccountAndAStrangersDeviceIsNot() {
        assertThat(cloud(Updates.direct("99", CLIENT))).isEqualTo(new Decision.Unenrolled(true));
        assertThat(linked(Updates.direct("99", CLIENT))).isEqualTo(new Decision.Unenrolled(false));
    }

    @Test
    void aNumberThatChangedHandsBelongsToWhoeverHadItThatDay() {
        Account zoe = site.enrol("zoe", TestSite.cloud("77"), ZOE.e164());
        Account bob = site.enrol("bob", TestSite.cloud("77"), "+447700900002");
        LocalDate day = LocalDate.of(2026, 3, 9);
        site.accounts.end(
                bob.id(), new PhoneNumber("+447700900002"), day.minusDays(1), TestSite.ADMIN);
        site.accounts.reassign(ZOE, zoe.id(), bob.id(), day, TestSite.ADMIN);
        UpdateEnvelope today = Updates.withNumber(Updates.direct("77", CLIENT), ZOE);

        assertThat(cloud(today)).isEqualTo(new Decision.Keep(bob.id()));
        assertThat(cloud(Updates.at(today, Updates.NOW.minus(Duration.ofDays(2)))))
                .isEqualTo(new Decision.Keep(zoe.id()));
    }

    @Test
    void nothingOfADisabledAccountIsKept() {
        Account zoe = site.enrol("zoe", TestSite.cloud("77"), ZOE.e164());

        site.accounts.disable(zoe.id(), "left", TestSite.ADMIN);

        assertThat(cloud(Updates.direct("77", CLIENT)))
                .isEqualTo(new Decision.Exclude(zoe.id(), "account disabled"));
    }

    @Test
    void aLinkedDeviceIsKeptOnceItsNumberIsKnownToBeTheirs() {
        Account zoe = site.linked("zoe", ZOE.e164());
        String session = session(zoe);
        UpdateEnvelope update = Updates.direct(session, CLIENT);
        assertThat(linked(update)).isEqualTo(new Decision.Exclude(zoe.id(), "number not verified"));

        link(zoe);

        assertThat(linked(update)).isEqualTo(new Decision.Keep(zoe.id()));
    }

    @Test
    void anotherNumberIsLeftOutEntirelyAndReportedOnceAMinute() {
        Account zoe = site.linked("zoe", ZOE.e164());
        link(zoe);
        UpdateEnvelope foreign =
                Updates.withNumber(
                        Updates.direct(session(zoe), CLIENT), new PhoneNumber("+447700900666"));

        for (int i = 0; i < 3; i++) {
            assertThat(linked(foreign)).isEqualTo(new Decision.Exclude(zoe.id(), "wrong number"));
        }

        assertThat(alerts.kinds()).containsExactly(Alert.Kind.WRONG_NUMBER);
        assertThat(alerts.raised.getFirst().text()).doesNotContain("666");
        assertThat(wrong).containsExactly(session(zoe));
    }

    @Test
    void aNumberWhoseTimeIsOverIsAWrongOne() {
        Account zoe = site.linked("zoe", ZOE.e164());
        link(zoe);
        site.accounts.end(zoe.id(), ZOE, LocalDate.of(2026, 3, 10), TestSite.ADMIN);
        UpdateEnvelope update = Updates.direct(session(zoe), CLIENT);
        assertThat(linked(update)).isInstanceOf(Decision.Keep.class);

        site.clock.pass(Duration.ofDays(1));

        assertThat(linked(update)).isEqualTo(new Decision.Exclude(zoe.id(), "wrong number"));
    }

    @Test
    void whatWasSaidBeforeTheNumberWasTheirsIsNotKept() {
        Account zoe = site.linked("zoe", ZOE.e164());
        link(zoe);
        site.accounts.end(zoe.id(), ZOE, LocalDate.of(2025, 1, 1), TestSite.ADMIN);
        site.accounts.assign(
                zoe.id(), new User.Line(ZOE, LocalDate.of(2026, 3, 1), null), TestSite.ADMIN);

        assertThat(
                        linked(
                                Updates.at(
                                        Updates.direct(session(zoe), CLIENT),
                                        Updates.NOW.minus(Duration.ofDays(30)))))
                .isEqualTo(new Decision.Exclude(zoe.id(), "number not theirs on that day"));
    }

    @Test
    void aScopeHoldsFromWhenItIsSet() {
        Account zoe = site.enrol("zoe", TestSite.cloud("77"), ZOE.e164());

        scopes.set(zoe.id(), without(CLIENT), "private", TestSite.ADMIN);

        assertThat(cloud(Updates.direct("77", CLIENT)))
                .isEqualTo(new Decision.Exclude(zoe.id(), "number excluded"));
    }

    @Test
    void ofWhatIsLeftOutCountsTimesAndHashesRemain() {
        Account zoe = site.enrol("zoe", TestSite.cloud("77"), ZOE.e164());
        UpdateEnvelope update = Updates.direct("77", CLIENT);
        Decision.Exclude decision = new Decision.Exclude(zoe.id(), "number excluded");

        admission.exclude(decision, update);
        admission.exclude(decision, update); // the source repeats itself
        admission.exclude(
                decision, Updates.at(sameWithId(update, "ID2"), Updates.NOW.minusSeconds(60)));
        admission.settle();

        assertThat(exclusions.counts(zoe.id()))
                .containsExactly(
                        new Exclusions.Count(
                                zoe.id(),
                                "number excluded",
                                LocalDate.of(2026, 3, 10),
                                2,
                                Updates.NOW.minusSeconds(60),
                                Updates.NOW));
        assertThat(exclusions.proofs("12125550100@s.whatsapp.net", "ID1"))
                .containsExactly(
                        new Exclusions.Proof(zoe.id(), "number excluded", site.clock.instant()));
        assertThat(exclusions.proofs("12125550100@s.whatsapp.net", "ID9")).isEmpty();
    }

    @Test
    void hashesAreForgottenAndCountsAreNot() {
        Account zoe = site.enrol("zoe", TestSite.cloud("77"), ZOE.e164());
        admission.exclude(new Decision.Exclude(zoe.id(), "r"), Updates.direct("77", CLIENT));
        admission.settle();
        site.clock.pass(Duration.ofDays(31));

        assertThat(exclusions.prune()).isEqualTo(1);

        assertThat(exclusions.proofs("12125550100@s.whatsapp.net", "ID1")).isEmpty();
        assertThat(exclusions.counts(zoe.id())).hasSize(1);
    }

    @Test
    void manyThreadsSettleTogetherAndNothingIsLost() throws InterruptedException {
        Account zoe = site.enrol("zoe", TestSite.cloud("77"), ZOE.e164());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String id = "T" + i;
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        admission.exclude(
                                                new Decision.Exclude(zoe.id(), "r"),
                                                sameWithId(Updates.direct("77", CLIENT), id));
                                        admission.settle();
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(exclusions.counts(zoe.id()).getFirst().updates()).isEqualTo(64);
    }

    private static UpdateEnvelope sameWithId(UpdateEnvelope update, String id) {
        return Updates.update(
                update.kind(),
                update.account(),
                update.number(),
                update.chat(),
                update.chatKind(),
                update.peer(),
                id,
                update.at());
    }

    private static Scope without(String phone) {
        Scope all = Scope.DEFAULT;
        return new Scope(
                all.direct(),
                all.groups(),
                Set.of(),
                Set.of(new PhoneNumber(phone)),
                false,
                null,
                false,
                true,
                true,
                true,
                false,
                false);
    }

    private void link(Account account) {
        devices.started(account.id(), (CaptureMethod.Linked) account.method(), TestSite.ADMIN);
        LinkedDevice device = devices.find(session(account)).orElseThrow();
        devices.linked(device, ZOE, TestSite.ADMIN);
    }

    private static String session(Account account) {
        return String.valueOf(account.method().source());
    }

    private Decision cloud(UpdateEnvelope update) {
        return admission.decide(SourceKind.CLOUD_API, update);
    }

    private Decision linked(UpdateEnvelope update) {
        return admission.decide(SourceKind.LINKED_DEVICE, update);
    }
}
