package dev.wharf.testkit.linked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.Finding;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.capture.UpdateEnvelope.Kind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.linked.GatewayChat;
import dev.wharf.core.linked.LinkState;
import dev.wharf.core.linked.LinkedDeviceGateway;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.testkit.linked.FakeGateway.Delivery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What every gateway's client does, against the fake of its gateway.
public interface LinkedDeviceGatewayContract {
    String SESSION = "enrolment-7";
    String DANA = "15551230001@s.whatsapp.net";
    String CREDENTIAL = "{\"id\":\"AX8b\",\"type\":\"public-key\",\"response\":{}}";

    FakeGateway fake();

    /// The client, with the key that the fake accepts.
    LinkedDeviceGateway gateway();

    LinkedDeviceGateway withWrongKey();

    /// A client of a gateway that is not there.
    LinkedDeviceGateway unreachable();

    private void linked() {
        gateway().start(SESSION, Map.of("wharf.enrolment", "7"));
        fake().link(SESSION, "15550009999", "Bea");
    }

    private List<Delivery> deliveries() {
        List<Delivery> deliveries = new ArrayList<>();
        fake().deliverTo(deliveries::add);
        return deliveries;
    }

    private static ErrorCode codeOf(Runnable call) {
        try {
            call.run();
        } catch (WharfException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return refused.code();
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    default void aSessionNobodyStartedIsAbsent() {
        assertThat(gateway().state(SESSION)).isEqualTo(new LinkState.Absent());
    }

    @Test
    default void linkingGoesFromCodeToLinked() {
        gateway().start(SESSION, Map.of());
        fake().showQr(SESSION, "https://wa.me/settings/linked_devices#one");
        assertThat(gateway().state(SESSION)).isInstanceOf(LinkState.QrShown.class);

        fake().link(SESSION, "15550009999", "Bea");

        assertThat(gateway().state(SESSION))
                .isEqualTo(new LinkState.Linked(new PhoneNumber("+15550009999"), "Bea"));
    }

    @Test
    default void aPasskeyIsAnsweredAndConfirmed() {
        gateway().start(SESSION, Map.of());
        fake().requirePasskey(SESSION);
        assertThat(gateway().state(SESSION))
                .isInstanceOfSatisfying(
                        LinkState.PasskeyRequired.class,
                        asked -> assertThat(asked.challenge()).contains("9WVUYm9AsQ"));

        gateway().answerPasskey(SESSION, CREDENTIAL);
        fake().confirmWith(SESSION, "1234");
        assertThat(gateway().state(SESSION)).isEqualTo(new LinkState.PasskeyConfirmation("1234"));

        gateway().confirmPasskey(SESSION);
        fake().link(SESSION, "15550009999", "Bea");
        assertThat(gateway().state(SESSION)).isInstanceOf(LinkState.Linked.class);
    }

    @Test
    default void aPasskeyNobodyAskedForIsRefused() {
        gateway().start(SESSION, Map.of());

        assertThat(codeOf(() -> gateway().answerPasskey(SESSION, CREDENTIAL)))
                .isEqualTo(ErrorCode.SOURCE_REFUSED);
        assertThat(codeOf(() -> gateway().confirmPasskey(SESSION)))
                .isEqualTo(ErrorCode.SOURCE_REFUSED);
    }

    @Test
    default void aLostConnectionIsNoLogout() {
        linked();

        fake().disconnect(SESSION);

        assertThat(gateway().state(SESSION)).isInstanceOf(LinkState.Disconnected.class);
    }

    @Test
    default void thePhonesLogoutIsSeen() {
        linked();

        fake().logOutFromPhone(SESSION);

        assertThat(gateway().state(SESSION)).isInstanceOf(LinkState.LoggedOut.class);
    }

    @Test
    default void ourLogoutRemovesTheSessionAndMayBeRepeated() {
        linked();

        gateway().logout(SESSION);
        gateway().logout(SESSION);

        assertThat(fake().knows(SESSION)).isFalse();
        assertThat(gateway().state(SESSION)).isEqualTo(new LinkState.Absent());
    }

    @Test
    default void startingALinkedSessionAgainLeavesItLinked() {
        linked();

        gateway().start(SESSION, Map.of());

        assertThat(gateway().state(SESSION)).isInstanceOf(LinkState.Linked.class);
    }

    @Test
    default void aWebhookIsAuthenticOnlyUnchanged() {
        linked();
        List<Delivery> deliveries = deliveries();

        fake().receive(SESSION, DANA, "3EB0A", "hi");

        Delivery delivery = deliveries.getFirst();
        assertThat(gateway().authentic(delivery.body(), delivery.headers())).isTrue();
        byte[] changed = delivery.body().clone();
        changed[changed.length / 2] ^= 1;
        assertThat(gateway().authentic(changed, delivery.headers())).isFalse();
        assertThat(gateway().authentic(delivery.body(), Map.of())).isFalse();
    }

    @Test
    default void anEnvelopeSaysWhoAndWhereAndNothingElse() {
        linked();
        List<Delivery> deliveries = deliveries();

        fake().receive(SESSION, DANA, "3EB0A", "nobody's business");

        byte[] body = deliveries.getFirst().body();
        UpdateEnvelope envelope = only(gateway().envelopes().read(body));
        assertThat(envelope.kind()).isEqualTo(Kind.CHAT);
        assertThat(envelope.account()).isEqualTo(SESSION);
        assertThat(envelope.number()).isEqualTo(new PhoneNumber("+15550009999"));
        assertThat(envelope.chat()).isEqualTo(DANA);
        assertThat(envelope.peer()).isEqualTo(new PhoneNumber("+15551230001"));
        assertThat(envelope.messageId()).isEqualTo("3EB0A");
        assertThat(envelope.outgoing()).isFalse();
        assertThat(envelope.at()).isEqualTo(fake().now());
        assertThat(envelope.toString()).doesNotContain("business");
        assertThat(gateway().envelopes().without(body, List.of(envelope))).isEmpty();
        assertThat(gateway().envelopes().without(body, List.of())).isEqualTo(body);
    }

    private static UpdateEnvelope only(List<UpdateEnvelope> envelopes) {
        assertThat(envelopes).hasSize(1);
        return envelopes.getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "null", "[]", "{\"event\":\"message\"}", "x"})
    default void anUnknownBodyIsOneUnknownEnvelope(String body) {
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(only(gateway().envelopes().read(bytes)).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    default void anEmptyBodyHoldsNothing() {
        assertThat(gateway().envelopes().read(new byte[0])).isEmpty();
    }

    private MediaNeed need() {
        List<Delivery> deliveries = deliveries();
        fake().receiveFile(SESSION, DANA, "3EB0F", new byte[] {1, 2, 3});
        return only(gateway().envelopes().read(deliveries.getFirst().body())).media().getFirst();
    }

    @Test
    default void aFileThatAWebhookNamesIsFetched() throws IOException {
        linked();

        try (InputStream in = gateway().open(need())) {
            assertThat(in.readAllBytes()).containsExactly(1, 2, 3);
        }
    }

    @Test
    default void aFileWhoseLifetimeIsOverIsGone() {
        linked();
        MediaNeed need = need();

        fake().pass(Duration.ofDays(400));

        assertThatThrownBy(() -> gateway().open(need))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        gone -> assertThat(gone.code()).isEqualTo(ErrorCode.SOURCE_GONE));
    }

    @Test
    default void aRedirectIsNotFollowed() {
        linked();
        MediaNeed need = need();
        fake().failWith(302);

        assertThatThrownBy(() -> gateway().open(need))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INPUT_HOSTILE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/x",
                "https://evil.example/api/files/x",
                "../../etc/passwd",
                "a/../../secret",
                "//evil.example/x",
                ""
            })
    default void noFileIsFetchedFromElsewhere(String mediaId) {
        MediaNeed need = new MediaNeed(mediaId, SESSION, null, null, -1);

        assertThatThrownBy(() -> gateway().open(need))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INPUT_HOSTILE));
    }

    @Test
    default void aLidIsResolvedOnceTheGatewayKnows() {
        linked();
        Lid lid = new Lid("251556368777322");
        assertThat(gateway().phoneOf(SESSION, lid)).isEmpty();

        fake().tellLid(SESSION, lid.jid(), "15551230001");

        assertThat(gateway().phoneOf(SESSION, lid)).contains(new PhoneNumber("+15551230001"));
    }

    @Test
    default void whatAWebhookLostIsFoundByAsking() {
        linked();
        List<Delivery> deliveries = deliveries();
        fake().receive(SESSION, DANA, "3EB0A", "seen");
        fake().pass(Duration.ofMinutes(1));
        var since = fake().now();
        fake().fallSilent();
        fake().lose(SESSION, DANA, "3EB0B", "lost");

        List<GatewayChat> chats = gateway().chats(SESSION, since);
        List<byte[]> messages = gateway().messages(SESSION, DANA, since);

        assertThat(deliveries).hasSize(1);
        assertThat(chats).extracting(GatewayChat::address).containsExactly(DANA);
        assertThat(messages).hasSize(1);
        UpdateEnvelope found = only(gateway().envelopes().read(messages.getFirst()));
        UpdateEnvelope live = only(gateway().envelopes().read(deliveries.getFirst().body()));
        assertThat(found.messageId()).isEqualTo("3EB0B");
        assertThat(found.chat()).isEqualTo(live.chat());
        assertThat(found.account()).isEqualTo(live.account());
        assertThat(found.number()).isEqualTo(live.number());
    }

    @Test
    default void manyMessagesComePageByPage() {
        linked();
        for (int i = 0; i < 250; i++) {
            fake().lose(SESSION, DANA, "3EB0" + i, "x");
        }

        assertThat(gateway().messages(SESSION, DANA, fake().now().minusSeconds(1))).hasSize(250);
        assertThat(gateway().chats(SESSION, fake().now().plusSeconds(1))).isEmpty();
    }

    @Test
    default void aWrongKeyIsRefused() {
        assertThat(codeOf(() -> withWrongKey().state(SESSION))).isEqualTo(ErrorCode.SOURCE_REFUSED);
        assertThat(codeOf(() -> withWrongKey().start(SESSION, Map.of())))
                .isEqualTo(ErrorCode.SOURCE_REFUSED);
    }

    @Test
    default void aGatewayThatIsAwayOrIllMayBeTriedAgain() {
        assertThat(codeOf(() -> unreachable().state(SESSION)))
                .isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);

        fake().failWith(503);

        assertThat(codeOf(() -> gateway().state(SESSION))).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
    }

    @Test
    default void theCheckNamesWhatIsGoodAndNoSecret() {
        List<Finding> findings = gateway().check();

        assertThat(findings).filteredOn(finding -> finding.level() == Finding.Level.BAD).isEmpty();
        assertThat(findings).extracting(Finding::text).contains("answers", "is required");
        assertThat(findings.toString()).doesNotContain("correct-horse-battery");
    }

    @Test
    default void theCheckSaysThatNobodyAnswers() {
        assertThat(unreachable().check())
                .anySatisfy(
                        finding -> {
                            assertThat(finding.level()).isEqualTo(Finding.Level.BAD);
                            assertThat(finding.text()).contains("does not answer");
                        });
    }

    @Test
    default void duplicatesAndARevocationBeforeItsMessageHaveOneId() {
        linked();
        List<Delivery> deliveries = deliveries();

        fake().revoke(SESSION, DANA, "3EB0R", "3EB0A");
        fake().receive(SESSION, DANA, "3EB0A", "late");
        fake().receive(SESSION, DANA, "3EB0A", "late");

        List<String> ids =
                deliveries.stream()
                        .map(delivery -> only(gateway().envelopes().read(delivery.body())))
                        .map(UpdateEnvelope::messageId)
                        .toList();
        assertThat(ids).isEqualTo(Arrays.asList("3EB0R", "3EB0A", "3EB0A"));
    }
}
