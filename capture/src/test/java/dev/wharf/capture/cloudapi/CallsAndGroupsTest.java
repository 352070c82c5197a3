package dev.wharf.capture.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.MediaKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// Calls, groups, and what is said about the account.
class CallsAndGroupsTest {
    @Test
    void theEventsOfOneCallShareItsKey() {
        List<Event> events =
                Webhook.value(
                                "calls",
                                "\"calls\":["
                                        + call(
                                                "connect",
                                                ",\"session\":{\"sdp\":\"v=0\\r\\nm=audio 1\"}")
                                        + ","
                                        + call(
                                                "terminate",
                                                ",\"status\":\"COMPLETED\",\"duration\":61")
                                        + "]")
                        .events();

        assertThat(events).extracting(Event::key).containsOnly(events.getFirst().key());
        Call offered = (Call) events.getFirst().content();
        Call ended = (Call) events.getLast().content();
        assertThat(offered.outcome()).isEqualTo(Call.Outcome.OFFERED);
        assertThat(offered.medium()).isEqualTo(Call.Medium.VOICE);
        assertThat(offered.text()).as("addresses and keys stay raw").isEqualTo("connect");
        assertThat(ended.outcome()).isEqualTo(Call.Outcome.ANSWERED);
        assertThat(ended.duration()).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void anIncomingCallThatEndsWithoutDurationWasMissed() {
        Call call = (Call) calls(call("terminate", ",\"status\":\"COMPLETED\"")).content();

        assertThat(call.outcome()).isEqualTo(Call.Outcome.MISSED);
        assertThat(call.direction()).isEqualTo(Call.Direction.INCOMING);
    }

    @ParameterizedTest
    @CsvSource({"RINGING,OFFERED", "ACCEPTED,ANSWERED", "REJECTED,REJECTED", "HUMMING,UNKNOWN"})
    void aCallOfTheBusinessProceeds(String status, Call.Outcome outcome) {
        Event event =
                Webhook.value(
                                "calls",
                                "\"statuses\":[{\"id\":\"wacid.A\",\"type\":\"call\",\"timestamp\":\"1744344496\",\"status\":\"%s\",\"recipient_id\":\"16505551234\"}]"
                                        .formatted(status))
                        .event();

        assertThat(((Call) event.content()).outcome()).isEqualTo(outcome);
        assertThat(event.direction()).isEqualTo(Event.Direction.OUTGOING);
    }

    @Test
    void aRecordingIsAFileNamedAfterTheCall() {
        Event event =
                calls(
                        call(
                                "call_recording_available",
                                ",\"call_recording\":{\"type\":\"audio\",\"audio\":{\"id\":\"9\",\"mime_type\":\"audio/ogg\"}}"));
        Content.Message message = (Content.Message) event.content();

        assertThat(Objects.requireNonNull(event.key()).id()).isEqualTo("wacid.A#call_recording");
        assertThat(message.attachments().getFirst().kind()).isEqualTo(MediaKind.AUDIO);
        assertThat(Objects.requireNonNull(message.structured()).type()).isEqualTo("call_recording");
    }

    private static String call(String event, String more) {
        return "{\"id\":\"wacid.A\",\"from\":\"16505551234\",\"to\":\"15550783881\",\"event\":\"%s\",\"timestamp\":\"1744344496\",\"direction\":\"USER_INITIATED\"%s}"
                .formatted(event, more);
    }

    private static Event calls(String call) {
        return Webhook.value("calls", "\"calls\":[" + call + "]").event();
    }

    @Test
    void failedParticipantsAreANoticeBesideTheRemoval() {
        List<Event> events =
                Webhook.value(
                                "group_participants_update",
                                "\"groups\":[{\"timestamp\":1744344496,\"group_id\":\"g\",\"type\":\"group_participants_remove\",\"initiated_by\":\"business\",\"removed_participants\":[{\"input\":\"16505551234\"}],\"failed_participants\":[{\"input\":\"1\",\"errors\":[{\"code\":5}]}]}]")
                        .events();

        assertThat(events)
                .extracting(Event::kind)
                .containsExactly(EventKind.MEMBERSHIP, EventKind.NOTICE);
        assertThat(Summary.of(events.getFirst())).endsWith("REMOVED [+16505551234]: null");
    }

    @Test
    void aSettingThatFailedSaysSo() {
        Event event =
                Webhook.value(
                                "group_settings_update",
                                "\"groups\":[{\"group_id\":\"g\",\"timestamp\":\"1744344496\",\"type\":\"group_settings_update\",\"group_subject\":{\"text\":\"S\",\"update_successful\":false,\"errors\":[{\"code\":7,\"title\":\"no\"}]}}]")
                        .event();

        assertThat(event.content())
                .isEqualTo(
                        new Content.Notice(
                                Content.Notice.Topic.SUBJECT, "Group subject: S (failed: 7 no)"));
    }

    @Test
    void anUnknownStatusIsKeptInItsOwnWord() {
        Content content =
                Webhook.value(
                                "messages",
                                "\"statuses\":[{\"id\":\"wamid.A\",\"status\":\"warning\",\"timestamp\":\"1744344496\",\"recipient_id\":\"16505551234\"}]")
                        .content();

        assertThat(((Content.Receipt) content).status()).isEqualTo(Content.Receipt.Status.OTHER);
        assertThat(((Content.Receipt) content).text()).isEqualTo("warning");
    }

    @ParameterizedTest
    @CsvSource({
        "PARTNER_REMOVED,GAP",
        "ACCOUNT_VIOLATION,GAP",
        "ACCOUNT_RECONNECTED,NOTICE",
        "VERIFIED_ACCOUNT,NOTICE"
    })
    void whatEndsCaptureIsAGap(String happened, EventKind kind) {
        Event event =
                Webhook.text(
                                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"field\":\"account_update\",\"value\":{\"event\":\"%s\"}}],\"time\":1744344496,\"id\":\"5\"}]}"
                                        .formatted(happened))
                        .event();

        assertThat(event.kind()).isEqualTo(kind);
        assertThat(event.time().at())
                .as("the entry's time, though it stands behind")
                .hasToString("2025-04-11T04:08:16Z");
        assertThat(event.chat().jid()).isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource({"131031,GAP", "131053,NOTICE"})
    void errorsBesideNoMessageAreOfTheAccount(String code, EventKind kind) {
        assertThat(
                        Webhook.value(
                                        "messages",
                                        "\"errors\":[{\"code\":%s,\"title\":\"t\"}]"
                                                .formatted(code))
                                .event()
                                .kind())
                .isEqualTo(kind);
    }

    @Test
    void aHandoverSaysWhoAnswersNow() {
        Event event =
                Webhook.text(
                                Webhook.webhook(
                                        "messaging_handovers",
                                        "\"sender\":{\"phone_number\":\"16505551234\"},\"type\":\"control_passed\",\"timestamp\":\"1744344496\",\"control_passed\":{\"new_owner_role\":\"PARTNER\"}"))
                        .event();

        assertThat(Summary.of(event))
                .contains("DIRECT:16505551234@s.whatsapp.net")
                .endsWith("BUSINESS: control_passed: new_owner_role: PARTNER");
    }

    @ParameterizedTest
    @CsvSource({"messages,GAP", "telepathy,UNKNOWN"})
    void aChangeWithoutItsValueIsAHole(String field, EventKind kind) {
        Event event =
                Webhook.text(
                                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"%s\",\"value\":null}]}]}"
                                        .formatted(field))
                        .event();

        assertThat(event.kind()).isEqualTo(kind);
    }

    @Test
    void anUnknownFieldAndAnUnknownMemberAreKept() {
        Webhook webhook =
                Webhook.text(
                        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"dreams\",\"value\":{\"a\":1}},"
                                + Webhook.change(
                                        "messages",
                                        Webhook.messages(
                                                        "\"type\":\"text\",\"text\":{\"body\":\"x\"}")
                                                + ",\"dreams\":[{\"b\":2}]")
                                + "]}]}");

        assertThat(webhook.events().stream().map(Event::content).map(Content::kind))
                .containsExactly(EventKind.UNKNOWN, EventKind.MESSAGE, EventKind.UNKNOWN);
        assertThat(webhook.decoded().getLast().raw()).asString().isEqualTo("[{\"b\":2}]");
        assertThat(webhook.report().warnings()).hasSize(1);
    }
}
