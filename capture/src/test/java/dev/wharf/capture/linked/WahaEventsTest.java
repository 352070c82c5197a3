package dev.wharf.capture.linked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.capture.cloudapi.Summary;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Call.Outcome;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Objects;

/// Receipts, calls, groups, the session, and the engine's own events.
class WahaEventsTest {
    private static Webhook waha(String event, String payload) {
        return Webhook.text(Webhook.waha(event, payload));
    }

    @ParameterizedTest
    @CsvSource({"-1,FAILED", "0,SENT", "1,SENT", "2,DELIVERED", "3,READ", "4,PLAYED", "9,OTHER"})
    void anAckIsAReceipt(String ack, Content.Receipt.Status expected) {
        Content content =
                waha(
                                "message.ack",
                                "\"id\":\"true_15551230001@c.us_3EB0A\",\"from\":\"15551230001@c.us\",\"fromMe\":true,\"ack\":"
                                        + ack)
                        .content();

        assertThat(((Content.Receipt) content).status()).isEqualTo(expected);
    }

    @Test
    void aReceiptNamesWhoReadAndWhen() {
        String said =
                waha(
                                "message.ack",
                                "\"id\":\"true_251556368777322@lid_3EB0A\",\"from\":\"251556368777322@lid\",\"fromMe\":true,\"ack\":3,\"ackName\":\"READ\",\"_data\":{\"Chat\":\"251556368777322@lid\",\"Sender\":\"251556368777322@lid\",\"SenderAlt\":\"15551230001@s.whatsapp.net\",\"IsFromMe\":false,\"Timestamp\":\"2026-09-21T14:13:30Z\",\"Type\":\"read\",\"MessageIDs\":[\"3EB0A\"]}")
                        .summary();

        assertThat(said)
                .isEqualTo(
                        "RECEIPT OUTGOING 2026-09-21T14:13:30Z | DIRECT:15551230001@s.whatsapp.net | by - of [* +15550009999 LID 77000000000001, +15551230001 LID 251556368777322] | no key | READ by +15551230001 LID 251556368777322 of 3EB0A mine 15550009999@s.whatsapp.net: null");
    }

    @Test
    void whatTheOwnerReadIsTheOwnersReceipt() {
        String said =
                waha(
                                "message.ack",
                                "\"id\":\"false_15551230001@c.us_3EB0A\",\"from\":\"15551230001@c.us\",\"fromMe\":false,\"ack\":3,\"_data\":{\"Chat\":\"15551230001@s.whatsapp.net\",\"Sender\":\"15550009999@s.whatsapp.net\",\"IsFromMe\":true,\"Timestamp\":\"2026-09-21T14:13:30Z\"}")
                        .summary();

        assertThat(said)
                .contains("INCOMING")
                .contains("DIRECT:15551230001@s.whatsapp.net")
                .endsWith(
                        "READ by * +15550009999 LID 77000000000001 of 3EB0A theirs 15551230001@s.whatsapp.net: null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call.received|{}|OFFERED",
                "call.accepted|{}|ANSWERED",
                "call.rejected|{}|UNKNOWN",
                "call.rejected|{\"Data\":{\"Tag\":\"reject\"}}|REJECTED",
                "call.rejected|{\"Reason\":\"timeout\"}|MISSED",
                "call.rejected|{\"Reason\":\"something\"}|UNKNOWN"
            })
    void aCallsEventsShareItsName(String event, String data, Outcome expected) {
        Event call =
                waha(
                                event,
                                "\"id\":\"CALLX1\",\"from\":\"15551230001@c.us\",\"timestamp\":1790000010.5,\"isVideo\":true,\"isGroup\":false,\"_data\":"
                                        + data)
                        .event();

        assertThat(((Content.Call) call.content()).outcome()).isEqualTo(expected);
        assertThat(Objects.requireNonNull(call.key()).id()).isEqualTo("CALLX1");
        assertThat(call.time().at()).hasToString("2026-09-21T14:13:30.500Z");
    }

    @Test
    void aCallTakenOnThePhoneIsToldByTheEngineAlone() {
        String said =
                waha(
                                "engine.event",
                                "\"event\":\"events.CallTerminate\",\"data\":{\"From\":\"251556368777322@lid\",\"Timestamp\":\"2026-09-21T14:13:31Z\",\"CallCreator\":\"251556368777322@lid\",\"CallCreatorAlt\":\"15551230001@s.whatsapp.net\",\"CallID\":\"CALLX1\",\"GroupJID\":\"\",\"Reason\":\"accepted_elsewhere\"}")
                        .summary();

        assertThat(said)
                .startsWith(
                        "CALL INCOMING 2026-09-21T14:13:31Z | DIRECT:15551230001@s.whatsapp.net")
                .endsWith("UNKNOWN INCOMING ANSWERED null accepted_elsewhere");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "join||JOINED",
                "join|15550007777@s.whatsapp.net|ADDED",
                "join|15551230001@s.whatsapp.net|JOINED",
                "leave|15551230001@s.whatsapp.net|LEFT",
                "leave|15550007777@s.whatsapp.net|REMOVED",
                "promote|15550007777@s.whatsapp.net|PROMOTED",
                "demote||DEMOTED"
            })
    void whoActsTellsComingFromBeingAdded(String type, String by, Action expected) {
        Event event =
                waha(
                                "group.v2.participants",
                                "\"type\":\"%s\",\"timestamp\":1790000999999,\"group\":{\"id\":\"120363@g.us\"},\"participants\":[{\"id\":\"15551230001@c.us\",\"pn\":null}],\"_data\":{\"Timestamp\":\"2026-09-21T14:13:20Z\",\"Sender\":\"%s\"}"
                                        .formatted(type, by == null ? "" : by))
                        .event();

        assertThat(((Content.Membership) event.content()).action()).isEqualTo(expected);
        assertThat(Objects.requireNonNull(event.key()).id())
                .isEqualTo("group." + expected + "@1790000000:15551230001@s.whatsapp.net");
        assertThat(event.time().at()).hasToString("2026-09-21T14:13:20Z");
    }

    @Test
    void theGatewaysOwnClockNamesNothing() {
        Event event =
                waha(
                                "group.v2.participants",
                                "\"type\":\"join\",\"timestamp\":1790000999999,\"group\":{\"id\":\"120363@g.us\"},\"participants\":[]")
                        .event();

        assertThat(event.key()).isNull();
    }

    @Test
    void aGroupThatTheOwnerJoinsShowsItsMembers() {
        Event event =
                waha(
                                "group.v2.join",
                                "\"timestamp\":1790000999999,\"group\":{\"id\":\"120363@g.us\",\"subject\":\"S\",\"participants\":[{\"id\":\"251556368777322@lid\",\"pn\":\"15551230001@c.us\",\"role\":\"admin\"},{\"id\":\"15550009999@c.us\"}]}")
                        .event();

        assertThat(event.members())
                .extracting(person -> String.valueOf(person.phone()))
                .containsExactly("+15550009999", "+15551230001");
    }

    @Test
    void eachChangeOfAGroupIsAnEvent() {
        List<Event> events =
                waha(
                                "group.v2.update",
                                "\"timestamp\":1790000999999,\"group\":{\"id\":\"120363@g.us\",\"subject\":\"New\",\"membersCanSendMessages\":false},\"_data\":{\"Timestamp\":\"2026-09-21T14:13:20Z\"}")
                        .events();

        assertThat(events)
                .extracting(Summary::of)
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("SUBJECT: subject: New"),
                        second ->
                                assertThat(second)
                                        .endsWith("PERMISSIONS: membersCanSendMessages: false"));
        assertThat(events.getLast().provenance().locator()).isEqualTo("body#1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "STOPPED", "LOGGED_OUT"})
    void aSessionThatEndedIsAGap(String status) {
        Content content =
                waha(
                                "session.status",
                                "\"status\":\"%s\",\"statuses\":[{\"status\":\"%s\",\"timestamp\":1790000003000}]"
                                        .formatted(status, status))
                        .content();

        assertThat(content).isInstanceOf(Content.Gap.class);
        assertThat(((Content.Gap) content).from()).hasToString("2026-09-21T14:13:23Z");
    }

    @Test
    void codesAndChallengesAreNotRepeated() {
        String said =
                waha(
                                "session.status",
                                "\"status\":\"PASSKEY_CONFIRMATION_REQUIRED\",\"data\":{\"code\":\"1234\"}")
                        .summary();

        assertThat(said).doesNotContain("1234").contains("PASSKEY_CONFIRMATION_REQUIRED");
    }

    @Test
    void whatCouldNotBeDecryptedIsUnreadableUnderItsOwnKey() {
        Event event = engine("UndecryptableMessage", "\"IsUnavailable\":false").event();

        assertThat(Objects.requireNonNull(event.key()).id()).isEqualTo("3EB0A");
        assertThat(event.content())
                .isEqualTo(
                        new Content.Unreadable(
                                Content.Unreadable.Reason.NOT_DECRYPTED,
                                "the linked device could not decrypt it"));
    }

    @Test
    void aViewOnceNoticeSaysThatContentStaysOnThePhone() {
        Content content =
                engine(
                                "UndecryptableMessage",
                                "\"IsUnavailable\":true,\"UnavailableType\":\"view_once\"")
                        .content();

        assertThat(((Content.Unreadable) content).reason())
                .isEqualTo(Content.Unreadable.Reason.VIEW_ONCE);
    }

    private static Webhook engine(String name, String members) {
        return waha(
                "engine.event",
                "\"event\":\"events.%s\",\"data\":{\"Info\":{\"Chat\":\"15551230001@s.whatsapp.net\",\"Sender\":\"15551230001@s.whatsapp.net\",\"IsFromMe\":false,\"ID\":\"3EB0A\",\"Timestamp\":\"2026-09-21T14:13:20Z\"},%s}"
                        .formatted(name, members));
    }

    @Test
    void whatTheEngineRepeatsIsNothing() {
        Webhook webhook = engine("Message", "\"Message\":{\"conversation\":\"x\"}");

        assertThat(webhook.events()).isEmpty();
        assertThat(webhook.report().warnings())
                .singleElement()
                .asString()
                .startsWith("1 webhooks say nothing that is evidence");
    }

    @ParameterizedTest
    @CsvSource({
        "LoggedOut,GAP",
        "TemporaryBan,GAP",
        "DeleteForMe,DELETION",
        "IdentityChange,NOTICE",
        "NeverHeardOf,UNKNOWN"
    })
    void theEnginesOtherEvents(String name, String kind) {
        assertThat(engine(name, "\"x\":1").event().kind()).hasToString(kind);
    }

    @Test
    void typingIsNothingAndLabelsAreNotices() {
        assertThat(waha("presence.update", "\"id\":\"1@c.us\",\"presences\":[]").events())
                .isEmpty();
        assertThat(waha("label.upsert", "\"id\":\"1\",\"name\":\"VIP\"").summary())
                .endsWith("BUSINESS: label.upsert: id: 1, name: VIP");
    }
}
