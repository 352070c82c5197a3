package dev.wharf.site.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.linked.GatewayChat;
import dev.wharf.core.linked.LinkState;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.CaptureMethod;
import dev.wharf.site.account.LinkedDevice;
import dev.wharf.site.account.LinkedDevices;
import dev.wharf.site.testing.RecordedAlerts;
import dev.wharf.site.testing.ScriptedGateway;
import dev.wharf.site.testing.TestRequest;
import dev.wharf.site.testing.TestSite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

class LinkWatchTest {
    private static final PhoneNumber ZOE = new PhoneNumber("+447700900001");
    private static final Actor WATCH = Actor.job("watch", "host");
    private static final String CHAT = "12125550100@s.whatsapp.net";

    @TempDir Path directory;
    private final ScriptedGateway gateway = new ScriptedGateway();
    private final RecordedAlerts alerts = new RecordedAlerts();
    private final Set<String> received = new HashSet<>();
    private final List<LinkedDevice> wrong = new ArrayList<>();
    private boolean receptionFails;
    private TestSite site;
    private LinkedDevices devices;
    private Gaps gaps;
    private Reconciler reconciler;
    private LinkWatch watch;
    private Account zoe;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
        devices = new LinkedDevices(site.database, site.accounts, site.audit, site.clock);
        gaps = new Gaps(site.database, site.audit, WATCH, site.clock);
        reconciler =
                new Reconciler(site.database, this::receive, WatchSettings.DEFAULT, site.clock);
        watch =
                new LinkWatch(
                        Map.of("waha", gateway),
                        devices,
                        gaps,
                        reconciler,
                        alerts,
                        (device, _) -> wrong.add(device),
                        WatchSettings.DEFAULT,
                        WATCH,
                        site.clock);
        zoe = site.linked("zoe", ZOE.e164());
        link();
        watch.tick();
    }

    private boolean receive(String name, String session, byte[] body) {
        if (receptionFails) {
            throw new WharfException(ErrorCode.STORAGE_FAILED, "disk full");
        }
        return received.add(new String(body, StandardCharsets.UTF_8));
    }

    private void link() {
        devices.started(zoe.id(), (CaptureMethod.Linked) zoe.method(), TestSite.ADMIN);
        devices.linked(devices.find(session()).orElseThrow(), ZOE, TestSite.ADMIN);
        gateway.states.put(session(), new LinkState.Linked(ZOE, null));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void everythingIsFetchedHourlyThoughNothingSeemsMissing() {
        said("hello");
        pass(Duration.ofMinutes(59));
        assertThat(received).isEmpty();

        pass(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(30));

        assertThat(received).containsExactly("hello");
        assertThat(gateway.calls.stream().filter(call -> call.startsWith("chats"))).hasSize(1);
        assertThat(gaps.list(null, 10)).isEmpty();
    }

    @Test
    void whatWasMissedIsFetchedAtOnceAfterAReconnect() {
        Instant before = site.clock.instant();
        gateway.states.put(session(), new LinkState.Disconnected("net"));
        pass(Duration.ofMinutes(1));
        assertThat(alerts.raised).isEmpty();
        pass(Duration.ofMinutes(10));
        assertThat(alerts.kinds()).containsExactly(Alert.Kind.GAP);

        said("missed");
        gateway.states.put(session(), new LinkState.Linked(ZOE, null));
        pass(Duration.ofSeconds(30));

        assertThat(received).containsExactly("missed");
        assertThat(alerts.cleared).contains("GAP " + zoe.id());
        assertThat(gaps.list(zoe.id(), 10))
                .singleElement()
                .satisfies(
                        gap -> {
                            assertThat(gap.since()).isEqualTo(before);
                            assertThat(gap.reason()).isEqualTo("the gateway has lost WhatsApp");
                            assertThat(gap.ended()).isEqualTo(site.clock.instant());
                            assertThat(gap.recovered()).isEqualTo(site.clock.instant());
                            assertThat(gap.messages()).isEqualTo(1);
                        });
    }

    @Test
    void whatIsFetchedReachesBackBeyondTheGap() {
        Instant before = site.clock.instant();
        gateway.away = true;
        pass(Duration.ofHours(3));
        gateway.away = false;
        pass(Duration.ofMinutes(1));

        assertThat(gateway.calls)
                .contains(
                        "chats "
                                + session()
                                + " since "
                                + before.minus(WatchSettings.DEFAULT.overlap()));
    }

    @Test
    void aLogoutIsNoticedNamedAndStaysAGapUntilLinkedAgain() {
        Instant before = site.clock.instant();
        gateway.states.put(session(), new LinkState.LoggedOut("device_removed"));
        pass(Duration.ofMinutes(1));

        assertThat(alerts.kinds()).containsExactly(Alert.Kind.UNLINKED);
        assertThat(alerts.raised.getFirst().account()).isEqualTo(zoe.id());
        assertThat(devices.find(session()).orElseThrow().phase())
                .isEqualTo(LinkedDevice.Phase.LOGGED_OUT);
        assertThat(gaps.list(zoe.id(), 10).getFirst().open()).isTrue();

        pass(Duration.ofDays(2));
        link();
        said("while away");
        pass(Duration.ofMinutes(1));

        assertThat(received).containsExactly("while away");
        assertThat(alerts.cleared).contains("UNLINKED " + zoe.id());
        Gap gap = gaps.list(zoe.id(), 10).getFirst();
        assertThat(gap.since()).isEqualTo(before);
        assertThat(gap.open()).isFalse();
    }

    @Test
    void aSessionThatShowsACodeAgainIsUnlinked() {
        gateway.states.put(session(), new LinkState.QrShown("2@x", null));
        pass(Duration.ofMinutes(1));

        assertThat(alerts.kinds()).containsExactly(Alert.Kind.UNLINKED);
    }

    @Test
    void whatCannotBeFetchedIsTriedAgainLaterAndLaterAndTold() {
        receptionFails = true;
        said("stubborn");
        pass(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofMinutes(1));
        }
        assertThat(alerts.kinds()).contains(Alert.Kind.GAP);

        receptionFails = false;
        pass(Duration.ofHours(1));

        assertThat(received).containsExactly("stubborn");
        assertThat(alerts.cleared).contains("GAP " + zoe.id());
    }

    @Test
    void whoHasGoneQuietIsFetchedAtTheNextTick() {
        said("unheard");

        reconciler.soon(session());
        pass(Duration.ofSeconds(30));

        assertThat(received).containsExactly("unheard");
    }

    @Test
    void aNumberThatBecameAnotherIsHandedOverAndNothingFetched() {
        said("private");
        gateway.states.put(session(), new LinkState.Linked(new PhoneNumber("+4479999"), null));
        pass(Duration.ofHours(2));

        assertThat(wrong).hasSize(1);
        assertThat(received).isEmpty();
    }

    @Test
    void gapsAreListedAndInTheAudit() {
        gateway.away = true;
        pass(Duration.ofMinutes(1));

        var answer =
                TestRequest.get("/v1/gaps?account=" + zoe.id())
                        .sendTo(new WatchRoutes(gaps).routes());

        assertThat(answer.text()).contains("the gateway did not answer");
        assertThat(site.audit.after(0, 100).getLast().act().details().get("link"))
                .startsWith("gap since");
    }

    private void said(String text) {
        gateway.chats.put(session(), List.of(new GatewayChat(CHAT, null, null)));
        gateway.messages.put(CHAT, List.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void pass(Duration time) {
        site.clock.pass(time);
        watch.tick();
    }

    private String session() {
        return ((CaptureMethod.Linked) zoe.method()).session();
    }
}
