package dev.wharf.capture.linked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.capture.cloudapi.Summary;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class GowaTest {
    private static final String HEAD =
            "\"id\":\"3EB0A\",\"chat_id\":\"15551230001@s.whatsapp.net\",\"from\":\"15551230001@s.whatsapp.net\",\"from_name\":\"Dana\",\"timestamp\":\"2026-09-21T16:13:20+02:00\",\"is_from_me\":false,";

    private static Webhook gowa(String event, String payload) {
        return Webhook.text(Webhook.gowa(event, payload));
    }

    @Test
    void timesWithAZoneAreUtc() {
        assertThat(gowa("message", HEAD + "\"body\":\"x\"").summary())
                .startsWith("MESSAGE INCOMING 2026-09-21T14:13:20Z");
    }

    @Test
    void aFileIsKnownByItsPath() {
        Webhook webhook =
                gowa(
                                "message",
                                HEAD
                                        + "\"image\":{\"path\":\"statics/media/1.jpe\",\"caption\":\"c\"}")
                        .beside(Map.of("statics/media/1.jpe", new byte[3]), Map.of());

        Content.Message message = (Content.Message) webhook.content();

        assertThat(message.text()).isEqualTo("c");
        assertThat(message.attachments().getFirst().state()).isEqualTo(AttachmentState.PENDING);
    }

    @Test
    void aFileThatWasNotDownloadedIsKnownByItsMessage() {
        Webhook webhook =
                gowa("message", HEAD + "\"image\":{\"url\":\"https://mmg.whatsapp.net/x\"}")
                        .beside(
                                Map.of("message:15551230001@s.whatsapp.net/3EB0A", new byte[3]),
                                Map.of());

        assertThat(webhook.decoded().getFirst().pending()).hasSize(1);
    }

    @Test
    void whatTheGatewayShowsNothingOfIsUnreadable() {
        assertThat(gowa("message", HEAD + "\"view_once\":true").content())
                .isEqualTo(
                        new Content.Unreadable(
                                Content.Unreadable.Reason.NOT_SUPPORTED,
                                "the gateway shows nothing of it"));
    }

    @Test
    void everyMessageOfAnAckIsAReceipt() {
        List<Event> events =
                gowa(
                                "message.ack",
                                "\"ids\":[\"A\",\"B\"],\"chat_id\":\"15551230001@s.whatsapp.net\",\"from\":\"15551230001@s.whatsapp.net\",\"receipt_type\":\"delivered\"")
                        .events();

        assertThat(events)
                .extracting(Summary::of)
                .allSatisfy(said -> assertThat(said).contains("DELIVERED by +15551230001 of "));
        assertThat(events)
                .extracting(event -> event.provenance().locator())
                .containsExactly("body", "body#1");
    }

    @ParameterizedTest
    @CsvSource({
        "sender,SENT",
        "delivered,DELIVERED",
        "read,READ",
        "read-self,READ",
        "played,PLAYED",
        "server-error,FAILED",
        "retry,OTHER"
    })
    void receiptTypes(String type, Content.Receipt.Status expected) {
        Content content =
                gowa(
                                "message.ack",
                                "\"ids\":[\"A\"],\"chat_id\":\"120363@g.us\",\"from\":\"15550009999@s.whatsapp.net\",\"receipt_type\":\""
                                        + type
                                        + "\"")
                        .content();

        Content.Receipt receipt = (Content.Receipt) content;
        assertThat(receipt.status()).isEqualTo(expected);
        assertThat(receipt.recipient()).matches(person -> person.owner());
    }

    @Test
    void anAdminsRevocationInAGroup() {
        Content content =
                gowa(
                                "message.revoked",
                                "\"id\":\"R\",\"chat_id\":\"120363@g.us\",\"from\":\"15551230001@s.whatsapp.net\",\"is_from_me\":false,\"revoked_message_id\":\"A\",\"revoked_from_me\":false")
                        .content();

        assertThat(((Content.Deletion) content).scope()).isEqualTo(Content.Deletion.Scope.BY_ADMIN);
    }

    @Test
    void whatTheOwnerDeletesForThemselvesKeepsItsLastWords() {
        Content content =
                gowa(
                                "message.deleted",
                                "\"deleted_message_id\":\"A\",\"timestamp\":\"2026-09-21T14:13:20Z\",\"from\":\"15551230001@s.whatsapp.net\",\"chat_id\":\"15551230001@s.whatsapp.net\",\"original_content\":\"secret\",\"was_from_me\":false")
                        .content();

        Content.Deletion deletion = (Content.Deletion) content;
        assertThat(deletion.scope()).isEqualTo(Content.Deletion.Scope.FOR_ME);
        assertThat(deletion.text()).isEqualTo("secret");
    }

    @Test
    void twoMembersSeeOneChangeOfAGroup() {
        String one =
                Webhook.gowa(
                                "group.participants",
                                "\"chat_id\":\"120363@g.us\",\"type\":\"leave\",\"jids\":[\"15551230001@s.whatsapp.net\"]")
                        .replace(
                                "\"payload\"",
                                "\"timestamp\":\"2026-09-21T14:13:20Z\",\"payload\"");
        String other = one.replace("15550009999", "15550008888");

        assertThat(Webhook.text(one).event().key())
                .isNotNull()
                .isEqualTo(Webhook.text(other).event().key());
    }

    @Test
    void typingIsNothing() {
        assertThat(gowa("chat_presence", "\"state\":\"composing\"").events()).isEmpty();
    }
}
