package dev.wharf.capture.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.capture.UpdateEnvelope.Kind;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.party.PhoneNumber;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// What a site reads of a webhook, and what it leaves out.
class CloudApiEnvelopesTest {
    private final CloudApiEnvelopes reader = new CloudApiEnvelopes();

    @Test
    void aMessageSaysWhoWhereAndWhen() {
        UpdateEnvelope envelope =
                only(Webhook.message("\"type\":\"text\",\"text\":{\"body\":\"secret\"}"));

        assertThat(envelope.place()).isEqualTo("entry[0].changes[0].messages[0]");
        assertThat(envelope.kind()).isEqualTo(Kind.CHAT);
        assertThat(envelope.account()).isEqualTo("7");
        assertThat(envelope.number()).isEqualTo(new PhoneNumber("+15550783881"));
        assertThat(envelope.chat()).isEqualTo("16505551234@s.whatsapp.net");
        assertThat(envelope.chatKind()).isEqualTo(ChatKind.DIRECT);
        assertThat(envelope.peer()).isEqualTo(new PhoneNumber("+16505551234"));
        assertThat(envelope.messageId()).isEqualTo("wamid.A");
        assertThat(envelope.at()).isEqualTo(Instant.ofEpochSecond(1744344496));
        assertThat(envelope.outgoing()).isFalse();
        assertThat(envelope.toString()).doesNotContain("secret");
    }

    @Test
    void theRangeIsTheUpdatesOwnBytes() {
        Webhook webhook = Webhook.message("\"type\":\"text\",\"text\":{\"body\":\"é\"}");

        UpdateEnvelope envelope = only(webhook);

        assertThat(slice(webhook, envelope)).startsWith("{\"from\":").endsWith("\"é\"}}");
    }

    @Test
    void aFileIsNeededWithItsDigestFromBase64AndFromHex() {
        String hex = "49f227634806293b0995459bc310b593e1400f41591efcf07e9bced335f41942";
        Webhook base64 =
                file("SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=", ",\"file_size\":182859");

        MediaNeed need = only(base64).media().getFirst();

        assertThat(need)
                .isEqualTo(
                        new MediaNeed(
                                "4",
                                "7",
                                URI.create("https://lookaside.fbsbx.com/m?a=1&b=2"),
                                new ContentDigest(hex),
                                182859));
        assertThat(only(file(hex, "")).media().getFirst().digest())
                .isEqualTo(new ContentDigest(hex));
        assertThat(only(file("nonsense", "")).media().getFirst().digest()).isNull();
    }

    private static Webhook file(String sha256, String more) {
        return Webhook.message(
                "\"type\":\"image\",\"image\":{\"id\":\"4\",\"url\":\"https:\\/\\/lookaside.fbsbx.com\\/m?a=1&b=2\",\"sha256\":\"%s\"%s}"
                        .formatted(sha256, more));
    }

    @Test
    void anEditAnEchoAVoicemailACallAndAnAdvertisementNameFilesToo() {
        assertThat(
                        needs(
                                Webhook.message(
                                        "\"type\":\"edit\",\"edit\":{\"original_message_id\":\"a\",\"message\":{\"type\":\"image\",\"image\":{\"id\":\"5\"}}}")))
                .containsExactly("5");
        assertThat(
                        needs(
                                Webhook.value(
                                        "standby",
                                        "\"standby\":{\"message_echoes\":[{\"id\":\"e\",\"message\":{\"to\":\"16505551234\",\"type\":\"document\",\"document\":{\"id\":\"6\"}}}]}")))
                .containsExactly("6");
        assertThat(
                        needs(
                                Webhook.value(
                                        "calls",
                                        "\"calls\":[{\"id\":\"c\",\"event\":\"call_recording_available\",\"call_recording\":{\"audio\":{\"id\":\"7\"}}}]")))
                .containsExactly("7");
        assertThat(
                        needs(
                                Webhook.message(
                                        "\"type\":\"text\",\"text\":{\"body\":\"b\"},\"referral\":{\"image\":{\"id\":\"8\"}}")))
                .containsExactly("8");
    }

    private List<String> needs(Webhook webhook) {
        return only(webhook).media().stream().map(MediaNeed::mediaId).toList();
    }

    @Test
    void aHistoryIsListedMessageByMessage() {
        StringBuilder messages = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            messages.append(i == 0 ? "" : ",")
                    .append(
                            "{\"from\":\"16505551234\",\"id\":\"wamid.%d\",\"timestamp\":\"1744344496\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}"
                                    .formatted(i));
        }
        Webhook webhook =
                Webhook.value(
                        "history",
                        "\"history\":[{\"metadata\":{\"phase\":0},\"threads\":[{\"id\":\"16505551234\",\"messages\":[%s]}]}]"
                                .formatted(messages));

        List<UpdateEnvelope> envelopes = reader.read(webhook.bytes());

        assertThat(envelopes).hasSize(5_000);
        assertThat(envelopes).allMatch(one -> one.kind() == Kind.HISTORY);
        assertThat(envelopes.getLast().place())
                .isEqualTo("entry[0].changes[0].history[0].threads[0].messages[4999]");
    }

    @Test
    void aLidIsNoPhoneNumberAndAUserIdIsTheChat() {
        UpdateEnvelope envelope =
                only(
                        Webhook.value(
                                "messages",
                                "\"messages\":[{\"from_user_id\":\"US.12345678901\",\"id\":\"a\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]"));

        assertThat(envelope.peer()).isNull();
        assertThat(envelope.chat()).isEqualTo("US.12345678901");
    }

    @Test
    void whatIsOfTheAccountIsInNoChat() {
        UpdateEnvelope envelope =
                only(
                        Webhook.text(
                                "{\"entry\":[{\"time\":1744344496,\"id\":\"1\",\"changes\":[{\"field\":\"account_update\",\"value\":{\"event\":\"ACCOUNT_DELETED\"}}]}]}"));

        assertThat(envelope.kind()).isEqualTo(Kind.ACCOUNT);
        assertThat(envelope.chat()).isNull();
        assertThat(envelope.outgoing()).isNull();
        assertThat(envelope.at()).isEqualTo(Instant.ofEpochSecond(1744344496));
    }

    @Test
    void anEmptyBodyIsOneUnknownUpdate() {
        assertThat(reader.read(new byte[0]))
                .extracting(UpdateEnvelope::kind)
                .containsExactly(Kind.UNKNOWN);
    }

    @Test
    void moreUpdatesThanAnyWebhookHasAreOneUnknownUpdate() {
        byte[] body =
                Webhook.webhook("messages", "\"messages\":[" + "{},".repeat(200_000) + "{}]")
                        .getBytes(StandardCharsets.UTF_8);

        List<UpdateEnvelope> envelopes = reader.read(body);

        assertThat(envelopes).hasSize(1);
        assertThat(envelopes.getFirst().to()).isEqualTo(body.length);
        assertThat(reader.without(body, envelopes)).isEmpty();
    }

    @Test
    void whatIsLeftOutBecomesNullAndThePeopleItAloneWasAboutGo() {
        Webhook webhook =
                Webhook.value(
                        "messages",
                        "\"contacts\":[{\"profile\":{\"name\":\"A\"},\"wa_id\":\"16505550001\"},{\"profile\":{\"name\":\"B\"},\"wa_id\":\"16505550002\"}],\"messages\":[%s,%s]"
                                .formatted(text("16505550001"), text("16505550002")));

        byte[] rest = without(webhook, 0);

        assertThat(new String(rest, StandardCharsets.UTF_8))
                .contains("\"contacts\":[{},{\"profile\":{\"name\":\"B\"}")
                .contains("\"messages\":[null,{\"from\":\"16505550002\"");
        assertThat(Webhook.bytes(rest).locators())
                .containsExactly("entry[0].changes[0].messages[1]");
    }

    @Test
    void aChangeOfWhichNothingRemainsGoesAsAWhole() {
        String first = Webhook.change("messages", "\"messages\":[" + text("16505550001") + "]");
        String second = Webhook.change("messages", "\"messages\":[" + text("16505550002") + "]");
        Webhook webhook =
                Webhook.text("{\"entry\":[{\"changes\":[%s,%s]}]}".formatted(first, second));

        byte[] rest = without(webhook, 0);

        assertThat(new String(rest, StandardCharsets.UTF_8))
                .isEqualTo("{\"entry\":[{\"changes\":[null,%s]}]}".formatted(second));
    }

    @Test
    void aThreadOfWhichNothingRemainsGoesAsAWhole() {
        Webhook webhook =
                Webhook.value(
                        "history",
                        "\"history\":[{\"threads\":[{\"id\":\"16505550001\",\"context\":{\"username\":\"u\"},\"messages\":[%s]},{\"id\":\"16505550002\",\"messages\":[%s]}]}]"
                                .formatted(text("16505550001"), text("16505550002")));

        byte[] rest = without(webhook, 0);

        assertThat(new String(rest, StandardCharsets.UTF_8)).contains("\"threads\":[null,{\"id\"");
    }

    @Test
    void withoutAllItsUpdatesABodyHoldsNone() {
        Webhook webhook = Webhook.message("\"type\":\"text\",\"text\":{\"body\":\"x\"}");

        byte[] rest = reader.without(webhook.bytes(), reader.read(webhook.bytes()));

        assertThat(Webhook.bytes(rest).events()).isEmpty();
        assertThat(new String(rest, StandardCharsets.UTF_8)).doesNotContain("Sheena");
    }

    @Test
    void withoutNothingItIsTheVeryBody() {
        Webhook webhook = Webhook.message("\"type\":\"text\",\"text\":{\"body\":\"x\"}");

        assertThat(reader.without(webhook.bytes(), List.of())).isEqualTo(webhook.bytes());
    }

    private static String text(String from) {
        return "{\"from\":\"%s\",\"id\":\"wamid.%s\",\"timestamp\":\"1744344496\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}"
                .formatted(from, from);
    }

    private byte[] without(Webhook webhook, int index) {
        return reader.without(webhook.bytes(), List.of(reader.read(webhook.bytes()).get(index)));
    }

    private UpdateEnvelope only(Webhook webhook) {
        List<UpdateEnvelope> envelopes = reader.read(webhook.bytes());
        assertThat(envelopes).hasSize(1);
        return envelopes.getFirst();
    }

    private static String slice(Webhook webhook, UpdateEnvelope envelope) {
        return new String(
                webhook.bytes(),
                envelope.from(),
                envelope.to() - envelope.from(),
                StandardCharsets.UTF_8);
    }
}
