package dev.wharf.capture.linked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.MediaKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/// What WAHA's GOWS engine shows of messages: its own fields, and WhatsApp's own message beside.
class WahaMessagesTest {
    private static Message message(String proto, String more) {
        return (Message) Webhook.gows("", proto, more).content();
    }

    @Test
    void aTextKeepsIdSenderAndTime() {
        String said = Webhook.gows("", "\"conversation\":\"hi\"", "\"body\":\"hi\"").summary();

        assertThat(said)
                .isEqualTo(
                        "MESSAGE INCOMING 2026-09-21T14:13:20Z | DIRECT:15551230001@s.whatsapp.net | by Dana +15551230001 of [* +15550009999 LID 77000000000001, Dana +15551230001] | 3EB0A theirs 15551230001@s.whatsapp.net | \"hi\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imageMessage|{}|IMAGE",
                "videoMessage|{}|VIDEO",
                "videoMessage|{\"gifPlayback\":true}|GIF",
                "ptvMessage|{}|VIDEO_NOTE",
                "audioMessage|{}|AUDIO",
                "audioMessage|{\"PTT\":true}|VOICE_NOTE",
                "documentMessage|{\"fileName\":\"a.pdf\"}|DOCUMENT",
                "stickerMessage|{}|STICKER"
            })
    void everyKindOfFileIsAnAttachment(String kind, String content, MediaKind expected) {
        Message message = message("\"%s\":%s".formatted(kind, content), "\"hasMedia\":true");

        assertThat(message.attachments()).hasSize(1);
        assertThat(message.attachments().getFirst().kind()).isEqualTo(expected);
        assertThat(message.attachments().getFirst().reason())
                .isEqualTo("the gateway gave no file with the message");
    }

    @Test
    void aFileThatTheSiteFetchedIsPending() {
        String json =
                Webhook.waha(
                        "message.any",
                        Webhook.gowsPayload(
                                "",
                                "\"imageMessage\":{\"caption\":\"look\",\"mimetype\":\"image/jpeg\",\"fileLength\":5,\"fileSHA256\":\"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\"}",
                                "\"body\":\"look\",\"hasMedia\":true,\"media\":{\"url\":\"http://waha:3000/api/files/bea/3EB0A.jpeg\",\"mimetype\":\"image/jpeg\",\"filename\":null}"));
        Webhook webhook =
                Webhook.text(json).beside(Map.of("bea/3EB0A.jpeg", new byte[5]), Map.of());

        DecodedEvent decoded = webhook.decoded().getFirst();

        Message message = (Message) decoded.event().content();
        assertThat(message.text()).isEqualTo("look");
        assertThat(message.attachments().getFirst().state()).isEqualTo(AttachmentState.PENDING);
        assertThat(message.attachments().getFirst().size()).isEqualTo(5);
        assertThat(decoded.pending()).hasSize(1);
    }

    @Test
    void aFileThatWasNotFetchedIsMissingWithItsDigest() {
        Message message =
                message(
                        "\"imageMessage\":{\"fileSHA256\":\"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\"}",
                        "\"media\":{\"url\":\"http://waha:3000/api/files/bea/3EB0A.jpeg\"}");

        assertThat(message.attachments().getFirst().reason())
                .isEqualTo("named by the webhook, not fetched (SHA-256 " + "01".repeat(32) + ")");
    }

    @Test
    void whyTheSiteCouldNotFetchAFileIsItsReason() {
        String json =
                Webhook.waha(
                        "message.any",
                        Webhook.gowsPayload(
                                "",
                                "\"imageMessage\":{}",
                                "\"media\":{\"url\":\"http://w/api/files/b/1.jpeg\"}"));

        Content content =
                Webhook.text(json)
                        .beside(Map.of(), Map.of("b/1.jpeg", "gone since Monday"))
                        .content();

        assertThat(((Message) content).attachments().getFirst().reason())
                .isEqualTo("gone since Monday");
    }

    @Test
    void placesContactsPollsAndFormsAreRead() {
        assertThat(
                        Webhook.gows(
                                        "",
                                        "\"liveLocationMessage\":{\"degreesLatitude\":1.5,\"degreesLongitude\":2,\"caption\":\"here\"}",
                                        "")
                                .summary())
                .endsWith("live place 1.5 2.0 here");
        assertThat(
                        message("", "\"location\":{\"latitude\":\"1.5\",\"longitude\":\"2\"}")
                                .location())
                .isNotNull();
        assertThat(
                        message(
                                        "",
                                        "\"vCards\":[\"BEGIN:VCARD\\nFN:Jo\\nTEL;waid=1:+1 555\\nEND:VCARD\"]")
                                .contacts())
                .singleElement()
                .satisfies(
                        card -> {
                            assertThat(card.displayName()).isEqualTo("Jo");
                            assertThat(card.phones()).containsExactly("+1 555");
                        });
        Message poll =
                message(
                        "\"pollCreationMessageV3\":{\"name\":\"Lunch?\",\"options\":[{\"optionName\":\"yes\"},{\"optionName\":\"no\"}]}",
                        "\"body\":\"\"");
        assertThat(poll.poll()).isNotNull();
        assertThat(poll.poll().question()).isEqualTo("Lunch?");
        assertThat(message("\"listResponseMessage\":{\"title\":\"Two\"}", "").structured())
                .isNotNull();
    }

    @Test
    void answersForwardsMentionsAndTimersAreMarks() {
        String said =
                Webhook.gows(
                                "",
                                "\"extendedTextMessage\":{\"text\":\"@7 yes\",\"contextInfo\":{\"stanzaID\":\"3EB00\",\"participant\":\"15550009999@s.whatsapp.net\",\"quotedMessage\":{\"conversation\":\"well?\"},\"isForwarded\":true,\"forwardingScore\":5,\"expiration\":86400,\"mentionedJID\":[\"251556368777322@lid\",\"15550009999@s.whatsapp.net\"]}}",
                                "\"body\":\"@7 yes\"")
                        .summary();

        assertThat(said)
                .endsWith(
                        "\"@7 yes\", answers 3EB00 15550009999@s.whatsapp.net of * +15550009999 LID 77000000000001 'well?', forwarded 5, for 86400 s, mentions [LID 251556368777322, * +15550009999 LID 77000000000001]");
    }

    @Test
    void wrappingsAreTakenOff() {
        Message once =
                message(
                        "\"viewOnceMessageV2\":{\"message\":{\"imageMessage\":{\"viewOnce\":true}}}",
                        "");
        assertThat(once.marks().viewOnce()).isTrue();
        assertThat(once.attachments().getFirst().kind()).isEqualTo(MediaKind.IMAGE);
        assertThat(
                        message(
                                        "\"messageContextInfo\":{},\"ephemeralMessage\":{\"message\":{\"extendedTextMessage\":{\"text\":\"gone\",\"contextInfo\":{\"expiration\":60}}}}",
                                        "")
                                .marks()
                                .disappearsAfterSeconds())
                .isEqualTo(60);
    }

    @Test
    void anEditNamesWhatItEdits() {
        String said =
                Webhook.text(
                                Webhook.waha(
                                        "message.edited",
                                        Webhook.gowsPayload(
                                                "\"Edit\":\"1\"",
                                                "\"protocolMessage\":{\"type\":14,\"key\":{\"ID\":\"3EB00\"},\"editedMessage\":{\"conversation\":\"new\"}}",
                                                "\"body\":\"new\",\"editedMessageId\":\"3EB00\"")))
                        .summary();

        assertThat(said)
                .startsWith("EDIT INCOMING")
                .endsWith(
                        "3EB0A theirs 15551230001@s.whatsapp.net | of 3EB00 15551230001@s.whatsapp.net: \"new\", edited");
    }

    @Test
    void aRevocationIsBySenderOrByAdmin() {
        assertThat(revoked("7", "true").scope()).isEqualTo(Content.Deletion.Scope.FOR_EVERYONE);
        assertThat(revoked("8", "false").scope()).isEqualTo(Content.Deletion.Scope.BY_ADMIN);
        assertThat(revoked("7", "true").target().key())
                .isNotNull()
                .extracting(key -> key.id())
                .isEqualTo("3EB00");
    }

    private static Content.Deletion revoked(String edit, String fromMe) {
        String after =
                Webhook.gowsPayload(
                        "\"Edit\":\"" + edit + "\"",
                        "\"protocolMessage\":{\"type\":0,\"key\":{\"ID\":\"3EB00\",\"fromMe\":"
                                + fromMe
                                + "}}",
                        "");
        return (Content.Deletion)
                Webhook.text(
                                Webhook.waha(
                                        "message.revoked",
                                        "\"after\":{"
                                                + after
                                                + "},\"before\":null,\"revokedMessageId\":\"3EB00\""))
                        .content();
    }

    @Test
    void aReactionTakenBackHasNoEmoji() {
        Content content =
                Webhook.text(
                                Webhook.waha(
                                        "message.reaction",
                                        "\"id\":\"true_15551230001@c.us_3EB0R\",\"from\":\"15551230001@c.us\",\"fromMe\":true,\"timestamp\":1790000003,\"reaction\":{\"text\":\"\",\"messageId\":\"false_15551230001@c.us_3EB0A\"}"))
                        .content();

        assertThat(((Content.Reaction) content).emoji()).isNull();
        assertThat(((Content.Reaction) content).target().key())
                .isNotNull()
                .extracting(key -> key.id())
                .isEqualTo("3EB0A");
    }

    @Test
    void whatIsStillEncryptedAndWhatIsUnknownIsUnreadable() {
        assertThat(
                        Webhook.gows("", "\"secretEncryptedMessage\":{\"secretEncType\":2}", "")
                                .content())
                .isEqualTo(
                        new Content.Unreadable(
                                Content.Unreadable.Reason.NOT_DECRYPTED,
                                "secretEncryptedMessage, still encrypted"));
        assertThat(Webhook.gows("", "\"holographicMessage\":{\"x\":1}", "").content())
                .isEqualTo(
                        new Content.Unreadable(
                                Content.Unreadable.Reason.NOT_SUPPORTED, "holographicMessage"));
    }

    @Test
    void ownMessagesFromThePhoneAreOutgoing() {
        String said =
                Webhook.text(
                                Webhook.waha(
                                        "message.any",
                                        "\"id\":\"true_15551230001@c.us_3EB0B\",\"timestamp\":1790000001,\"from\":\"15551230001@c.us\",\"fromMe\":true,\"source\":\"app\",\"body\":\"mine\",\"_data\":{\"Info\":{\"Chat\":\"15551230001@s.whatsapp.net\",\"Sender\":\"15550009999@s.whatsapp.net\",\"IsFromMe\":true,\"ID\":\"3EB0B\",\"PushName\":\"Bea\"},\"Message\":{\"conversation\":\"mine\"}}"))
                        .summary();

        assertThat(said)
                .isEqualTo(
                        "MESSAGE OUTGOING 2026-09-21T14:13:21Z | DIRECT:15551230001@s.whatsapp.net | by * +15550009999 LID 77000000000001 of [* +15550009999 LID 77000000000001, +15551230001] | 3EB0B mine 15550009999@s.whatsapp.net | \"mine\"");
    }

    @Test
    void aMessageAskedForAfterwardsIsMarkedAsHistory() {
        String live =
                Webhook.waha("message.any", Webhook.gowsPayload("", "\"conversation\":\"x\"", ""));
        String asked =
                live.replace("{\"id\":\"evt_1\"", "{\"wharf_reconciled\":true,\"id\":\"evt_1\"");

        Message message = (Message) Webhook.text(asked).content();

        assertThat(message.marks().history()).isTrue();
        assertThat(Webhook.text(asked).event().key()).isEqualTo(Webhook.text(live).event().key());
    }

    @Test
    void votesPointToTheirPoll() {
        List<String> said =
                List.of(
                        Webhook.text(
                                        Webhook.waha(
                                                "poll.vote",
                                                "\"vote\":{\"id\":\"false_15551230001@c.us_3EB0V\",\"from\":\"15551230001@c.us\",\"fromMe\":false,\"selectedOptions\":[\"yes\",\"no\"],\"timestamp\":1790000002000},\"poll\":{\"id\":\"true_15551230001@c.us_3EB0P\"}"))
                                .summary(),
                        Webhook.text(
                                        Webhook.waha(
                                                "poll.vote",
                                                "\"vote\":{\"id\":\"false_15551230001@c.us_3EB0W\",\"from\":\"15551230001@c.us\",\"fromMe\":false,\"selectedOptions\":[],\"timestamp\":1790000003000},\"poll\":{\"id\":\"true_15551230001@c.us_3EB0P\"}"))
                                .summary());

        assertThat(said.getFirst())
                .contains("2026-09-21T14:13:22Z")
                .endsWith("answers 3EB0P mine of -, poll_vote null [option=yes, option=no]");
        assertThat(said.getLast()).endsWith("answers 3EB0P mine of -, poll_vote null []");
    }
}
