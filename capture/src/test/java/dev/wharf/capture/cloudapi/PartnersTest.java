package dev.wharf.capture.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Webhooks in the envelopes of partners, as their documents show them.
class PartnersTest {
    private static final String PROFILE = "\"customerProfile\":{\"name\":\"Sheena\"}";

    private final CloudApiEnvelopes reader = new CloudApiEnvelopes();

    private static Webhook dialog360(String event, String members) {
        return Webhook.text(
                "{\"id\":\"e1\",\"event\":\"%s\",\"data\":{\"id\":\"102\",\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"15550783881\",\"phone_number_id\":\"7\"},%s}}"
                        .formatted(event, members));
    }

    private static Webhook ycloud(String type, String member, String message) {
        return Webhook.text(
                "{\"id\":\"evt_1\",\"type\":\"%s\",\"apiVersion\":\"v2\",\"createTime\":\"2025-04-11T04:08:17.000Z\",\"%s\":{\"id\":\"63f5\",\"wamid\":\"wamid.A\",\"wabaId\":\"102\",%s}}"
                        .formatted(type, member, message));
    }

    @Test
    void aHistoryIn360dialogsEnvelopeIsTheHistory() {
        Webhook webhook =
                dialog360(
                        "history",
                        "\"history\":[{\"metadata\":{\"phase\":0},\"threads\":[{\"id\":\"16505551234\",\"messages\":[{\"from\":\"16505551234\",\"id\":\"wamid.A\",\"timestamp\":\"1744344496\",\"type\":\"text\",\"text\":{\"body\":\"old\"}}]}]}]");

        assertThat(Summary.of(webhook.event()))
                .isEqualTo(
                        "MESSAGE INCOMING 2025-04-11T04:08:16Z | DIRECT:16505551234@s.whatsapp.net | by +16505551234 of [* +15550783881, +16505551234] | wamid.A theirs 16505551234 | \"old\", history");
        assertThat(webhook.locators()).containsExactly("data.history[0].threads[0].messages[0]");
        UpdateEnvelope envelope = only(webhook);
        assertThat(envelope.kind()).isEqualTo(UpdateEnvelope.Kind.HISTORY);
        assertThat(envelope.account()).isEqualTo("7");
        assertThat(webhook.recognised(SourceKind.CHAT_EXPORT)).isTrue();
    }

    @Test
    void contactsIn360dialogsEnvelopeAreContacts() {
        Webhook webhook =
                dialog360(
                        "smb_app_state_sync",
                        "\"state_sync\":[{\"type\":\"contact\",\"contact\":{\"full_name\":\"Pablo\",\"phone_number\":\"16505551234\"},\"action\":\"add\"}]");

        assertThat(webhook.content()).isInstanceOf(Content.Notice.class);
    }

    @Test
    void whatYCloudReceivedIsAMessage() {
        Webhook webhook =
                ycloud(
                        "whatsapp.inbound_message.received",
                        "whatsappInboundMessage",
                        PROFILE
                                + ",\"from\":\"+16505551234\",\"to\":\"+15550783881\",\"sendTime\":\"2025-04-11T04:08:16.000Z\",\"type\":\"text\",\"text\":{\"body\":\"Hello\"},\"context\":{\"id\":\"wamid.B\",\"from\":\"15550783881\"}");

        assertThat(Summary.of(webhook.event()))
                .isEqualTo(
                        "MESSAGE INCOMING 2025-04-11T04:08:16Z | DIRECT:16505551234@s.whatsapp.net | by Sheena +16505551234 of [* +15550783881, Sheena +16505551234] | wamid.A theirs 16505551234 | \"Hello\", answers wamid.B mine 15550783881 of * +15550783881");
        assertThat(webhook.locators()).containsExactly("whatsappInboundMessage");
        assertThat(webhook.decoded().getFirst().raw())
                .asString(StandardCharsets.UTF_8)
                .startsWith("{\"id\":\"63f5\",\"wamid\"");
    }

    @Test
    void yCloudsFilesLieOnItsOwnHosts() {
        Webhook webhook =
                ycloud(
                        "whatsapp.inbound_message.received",
                        "whatsappInboundMessage",
                        "\"from\":\"+16505551234\",\"to\":\"+15550783881\",\"type\":\"image\",\"image\":{\"id\":\"9\",\"link\":\"https://api.ycloud.com/m/9\",\"mimeType\":\"image/png\",\"caption\":\"c\"}");

        Content.Message message = (Content.Message) webhook.content();

        assertThat(message.attachments().getFirst().declaredType()).isEqualTo("image/png");
        assertThat(Objects.requireNonNull(only(webhook).media().getFirst().url()).getHost())
                .isEqualTo("api.ycloud.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp.smb.message.echoes", "whatsapp.smb.history"})
    void whatTheOwnerWroteOnThePhoneIsOutgoing(String type) {
        Webhook webhook =
                ycloud(
                        type,
                        "whatsappMessage",
                        "\"from\":\"+15550783881\",\"to\":\"+16505551234\",\"toUserId\":\"US.123456789\",\"sendTime\":\"2025-04-11T04:08:16Z\",\"type\":\"text\",\"text\":{\"body\":\"Hi\"}");

        Event event = webhook.event();

        assertThat(event.direction()).isEqualTo(Event.Direction.OUTGOING);
        assertThat(event.chat().jid()).isEqualTo("16505551234@s.whatsapp.net");
        assertThat(only(webhook).outgoing()).isTrue();
    }

    @Test
    void aStatusOfYCloudsIsAReceipt() {
        Webhook webhook =
                ycloud(
                        "whatsapp.message.updated",
                        "whatsappMessage",
                        "\"from\":\"+15550783881\",\"to\":\"+16505551234\",\"status\":\"failed\",\"updateTime\":\"2025-04-11T04:08:16Z\",\"whatsappApiError\":{\"code\":\"100\",\"message\":\"(#100) Invalid parameter\"}");

        Content.Receipt receipt = (Content.Receipt) webhook.content();

        assertThat(receipt.status()).isEqualTo(Content.Receipt.Status.FAILED);
        assertThat(Objects.requireNonNull(receipt.target().key()).id()).isEqualTo("wamid.A");
        assertThat(receipt.text()).contains("100");
        assertThat(only(webhook).kind()).isEqualTo(UpdateEnvelope.Kind.RECEIPT);
    }

    @Test
    void whatYCloudTellsOtherwiseIsKeptUnderItsName() {
        Webhook webhook =
                ycloud("whatsapp.template.reviewed", "whatsappTemplate", "\"name\":\"x\"");

        assertThat(webhook.content())
                .isEqualTo(new Content.Unknown("ycloud:whatsapp.template.reviewed", null));
        assertThat(only(webhook).kind()).isEqualTo(UpdateEnvelope.Kind.UNKNOWN);
    }

    @Test
    void whatScopeExcludesLeavesPartnersEnvelopesToo() {
        for (Webhook webhook :
                List.of(
                        ycloud(
                                "whatsapp.inbound_message.received",
                                "whatsappInboundMessage",
                                PROFILE
                                        + ",\"from\":\"+16505551234\",\"to\":\"+15550783881\",\"type\":\"text\",\"text\":{\"body\":\"secret\"}"),
                        dialog360(
                                "history",
                                "\"history\":[{\"threads\":[{\"id\":\"16505551234\",\"messages\":[{\"id\":\"a\",\"type\":\"text\",\"text\":{\"body\":\"secret\"}}]}]}]"))) {
            byte[] rest = reader.without(webhook.bytes(), reader.read(webhook.bytes()));

            assertThat(new String(rest, StandardCharsets.UTF_8)).isEqualTo("{\"entry\":[]}");
        }
    }

    private UpdateEnvelope only(Webhook webhook) {
        List<UpdateEnvelope> envelopes = reader.read(webhook.bytes());
        assertThat(envelopes).hasSize(1);
        assertThat(envelopes.getFirst().place()).isEqualTo(webhook.locators().getFirst());
        return envelopes.getFirst();
    }
}
