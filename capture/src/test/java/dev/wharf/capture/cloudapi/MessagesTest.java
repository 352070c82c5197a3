package dev.wharf.capture.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.Quote;
import dev.wharf.core.event.Structured;
import dev.wharf.testkit.MemoryCaptureBody;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What messages of every type become.
class MessagesTest {
    private static final String IMAGE =
            "\"type\":\"image\",\"image\":{\"caption\":\"c\",\"mime_type\":\"image/jpeg\",\"sha256\":\"SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=\",\"id\":\"42\"}";

    @Test
    void aTextIsAMessageFromItsSender() {
        Event event = Webhook.message("\"type\":\"text\",\"text\":{\"body\":\"Hello\"}").event();

        assertThat(Summary.of(event))
                .isEqualTo(
                        "MESSAGE INCOMING 2025-04-11T04:08:16Z | DIRECT:16505551234@s.whatsapp.net | by Sheena +16505551234 of [* +15550783881, Sheena +16505551234] | wamid.A theirs 16505551234 | \"Hello\"");
    }

    @ParameterizedTest
    @CsvSource({
        "image,IMAGE",
        "video,VIDEO",
        "audio,AUDIO",
        "document,DOCUMENT",
        "sticker,STICKER",
        "voice,VOICE_NOTE"
    })
    void everyKindOfFileIsAnAttachment(String type, MediaKind kind) {
        String file =
                "\"type\":\"%s\",\"%s\":{\"mime_type\":\"a/b\",\"filename\":\"../x\",\"id\":\"9\"}"
                        .formatted(type, type);

        Attachment attachment = attachment(Webhook.message(file).content());

        assertThat(attachment.kind()).isEqualTo(kind);
        assertThat(attachment.state()).isEqualTo(AttachmentState.MISSING);
        assertThat(attachment.declaredType()).isEqualTo("a/b");
        assertThat(attachment.fileName()).isEqualTo("../x");
        assertThat(attachment.reason()).isEqualTo("named by the webhook, not fetched (media 9)");
    }

    @Test
    void aVoiceFlagMakesAVoiceNote() {
        Content content =
                Webhook.message("\"type\":\"audio\",\"audio\":{\"id\":\"9\",\"voice\":true}")
                        .content();

        assertThat(attachment(content).kind()).isEqualTo(MediaKind.VOICE_NOTE);
    }

    @Test
    void aMissingFileIsNamedByItsDigest() {
        assertThat(attachment(Webhook.message(IMAGE).content()).reason())
                .isEqualTo(
                        "named by the webhook, not fetched (media 42, SHA-256 49f227634806293b0995459bc310b593e1400f41591efcf07e9bced335f41942)");
    }

    @ParameterizedTest
    @CsvSource({
        "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=",
        "SfInY0gGKTsJlUWbwxC1k-FAD0FZHvzwfpvO0zX0GUI",
        "49f227634806293b0995459bc310b593e1400f41591efcf07e9bced335f41942",
        "49F227634806293B0995459BC310B593E1400F41591EFCF07E9BCED335F41942"
    })
    void aDigestIsReadInBase64AndInHex(String given) {
        assertThat(MediaDigest.read(given).map(ContentDigest::sha256))
                .contains("49f227634806293b0995459bc310b593e1400f41591efcf07e9bced335f41942");
        assertThat(MediaDigest.read(given.substring(1))).isEmpty();
        assertThat(MediaDigest.read("a1b2c3d4e5f6...")).isEmpty();
    }

    @Test
    void aFileBesideTheCaptureIsPending() throws IOException {
        byte[] bytes =
                Webhook.webhook("messages", Webhook.messages(IMAGE))
                        .getBytes(StandardCharsets.UTF_8);

        Webhook webhook = new Webhook(bytes, new WithFile(bytes, "42", "pixels"));
        DecodedEvent event = webhook.decoded().getFirst();

        assertThat(attachment(event.event().content()).state()).isEqualTo(AttachmentState.PENDING);
        assertThat(event.pending()).hasSize(1);
        try (InputStream in = event.pending().getFirst().open()) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("pixels");
        }
        assertThat(webhook.report().attachmentsFound()).isOne();
        assertThat(webhook.report().attachmentsMissing()).isZero();
    }

    /// A capture whose media the site has fetched.
    private record WithFile(MemoryCaptureBody body, String id, String content)
            implements CaptureBody {
        WithFile(byte[] bytes, String id, String content) {
            this(new MemoryCaptureBody(bytes), id, content);
        }

        @Override
        public long size() {
            return body.size();
        }

        @Override
        public InputStream stream() {
            return body.stream();
        }

        @Override
        public SeekableByteChannel channel() {
            return body.channel();
        }

        @Override
        public Optional<DecodedEvent.ContentOpener> companion(String mediaId) {
            return mediaId.equals(id)
                    ? Optional.of(
                            () ->
                                    new ByteArrayInputStream(
                                            content.getBytes(StandardCharsets.UTF_8)))
                    : Optional.empty();
        }

        @Override
        public Optional<String> missing(String mediaId) {
            return mediaId.equals(id)
                    ? Optional.empty()
                    : Optional.of("Meta no longer has it: it keeps files for seven days");
        }

        @Override
        public void close() {}
    }

    @Test
    void aFileThatCouldNotBeFetchedSaysWhy() {
        byte[] bytes =
                Webhook.webhook("messages", Webhook.messages(IMAGE))
                        .getBytes(StandardCharsets.UTF_8);

        Webhook webhook = new Webhook(bytes, new WithFile(bytes, "another", "pixels"));
        Attachment attachment = attachment(webhook.content());

        assertThat(attachment.state()).isEqualTo(AttachmentState.MISSING);
        assertThat(attachment.reason())
                .startsWith("Meta no longer has it: it keeps files for seven days (media 42");
    }

    @Test
    void aLocationMayHaveItsDegreesAsText() {
        Message message =
                message(
                        "\"type\":\"location\",\"location\":{\"latitude\":\"48.2\",\"longitude\":16.4,\"name\":\"Dom\"}");

        assertThat(Objects.requireNonNull(message.location()).latitude()).isEqualTo(48.2);
        assertThat(Objects.requireNonNull(message.location()).longitude()).isEqualTo(16.4);
        assertThat(Objects.requireNonNull(message.location()).name()).isEqualTo("Dom");
    }

    @Test
    void aReactionWithoutEmojiTakesItBack() {
        Content content =
                Webhook.message("\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.B\"}")
                        .content();

        assertThat(content).isInstanceOf(Content.Reaction.class);
        assertThat(((Content.Reaction) content).emoji()).isNull();
        assertThat(Objects.requireNonNull(((Content.Reaction) content).target().key()).id())
                .isEqualTo("wamid.B");
    }

    @Test
    void aFormsAnswersAreReadOutOfTheirText() {
        Structured form =
                form(
                        "\"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"name\":\"flow\",\"body\":\"Sent\",\"response_json\":\"{\\\"size\\\":{\\\"eu\\\":42}}\"}}");

        assertThat(form)
                .isEqualTo(
                        new Structured(
                                "nfm_reply",
                                "Sent",
                                List.of(new Field("name", "flow"), new Field("size.eu", "42"))));
    }

    @Test
    void aFormsAnswersThatAreNoJsonStayAsTheyAre() {
        Structured form =
                form(
                        "\"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"response_json\":\"{\"}}");

        assertThat(form.fields()).containsExactly(new Field("response_json", "{"));
    }

    @Test
    void aButtonReplyIsItsTitle() {
        Structured form =
                form(
                        "\"type\":\"interactive\",\"interactive\":{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"y\",\"title\":\"Yes\"}}");

        assertThat(form)
                .isEqualTo(new Structured("button_reply", "Yes", List.of(new Field("id", "y"))));
    }

    @Test
    void anAdvertisementStandsBesideTheText() {
        Message message =
                message(
                        "\"type\":\"text\",\"text\":{\"body\":\"Hi\"},\"referral\":{\"source_type\":\"ad\",\"headline\":\"Sale\",\"source_url\":\"https://fb.me/x\"}");

        assertThat(message.text()).isEqualTo("Hi");
        assertThat(message.structured())
                .isEqualTo(
                        new Structured(
                                "referral",
                                "Sale",
                                List.of(
                                        new Field("source_type", "ad"),
                                        new Field("source_url", "https://fb.me/x"))));
    }

    @ParameterizedTest
    @CsvSource({"forwarded,1", "frequently_forwarded,5"})
    void aForwardedMessageSaysSo(String flag, int score) {
        Message message =
                message(
                        "\"type\":\"text\",\"text\":{\"body\":\"Hi\"},\"context\":{\"%s\":true}"
                                .formatted(flag));

        assertThat(message.marks().forwardScore()).isEqualTo(score);
        assertThat(message.quote()).isNull();
    }

    @Test
    void aReplyNamesWhatItAnswersAndWhose() {
        Quote quote =
                Objects.requireNonNull(
                        message(
                                        "\"type\":\"text\",\"text\":{\"body\":\"Hi\"},\"context\":{\"from\":\"15550783881\",\"id\":\"wamid.B\"}")
                                .quote());

        assertThat(Objects.requireNonNull(quote.author()).owner()).isTrue();
        assertThat(Objects.requireNonNull(quote.target().key()).fromMe()).isTrue();
        assertThat(Objects.requireNonNull(quote.target().key()).id()).isEqualTo("wamid.B");
    }

    @Test
    void aReplyToNobodyNamedIsStillAReply() {
        Quote quote =
                Objects.requireNonNull(
                        message(
                                        "\"type\":\"text\",\"text\":{\"body\":\"Hi\"},\"context\":{\"id\":\"wamid.B\"}")
                                .quote());

        assertThat(quote.author()).isNull();
        assertThat(quote.text()).as("else it would say that it completes the other").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "131051,poll_creation,NOT_SUPPORTED",
        "131060,unknown,PLACEHOLDER",
        "130501,,NOT_SUPPORTED",
        "131052,image,NOT_DELIVERED",
        "131051,view_once,VIEW_ONCE"
    })
    void whatIsUnsupportedIsUnreadable(
            String code,
            @org.jspecify.annotations.Nullable String type,
            Content.Unreadable.Reason reason) {
        String unsupported = type == null ? "" : ",\"unsupported\":{\"type\":\"" + type + "\"}";
        Event event =
                Webhook.message(
                                "\"type\":\"unsupported\",\"errors\":[{\"code\":%s,\"title\":\"No\"}]%s"
                                        .formatted(code, unsupported))
                        .event();

        assertThat(event.content())
                .isEqualTo(
                        new Content.Unreadable(
                                reason, code + " No" + (type == null ? "" : " (" + type + ")")));
        assertThat(Objects.requireNonNull(event.key()).id())
                .as("by which the real message is known")
                .isEqualTo("wamid.A");
    }

    @Test
    void aDisappearingMessageOfOldIsUnreadable() {
        assertThat(Webhook.message("\"type\":\"ephemeral\"").content())
                .isEqualTo(
                        new Content.Unreadable(
                                Content.Unreadable.Reason.NOT_SUPPORTED, "(ephemeral)"));
    }

    @Test
    void aFileOfTheHistoryIsAwaitedUnderItsKey() {
        Event event =
                Webhook.value(
                                "history",
                                "\"history\":[{\"threads\":[{\"id\":\"16505551234\",\"messages\":[{\"from\":\"16505551234\",\"id\":\"wamid.H\",\"type\":\"media_placeholder\",\"timestamp\":\"1744344496\"}]}]}]")
                        .event();

        assertThat(((Content.Unreadable) event.content()).reason())
                .isEqualTo(Content.Unreadable.Reason.PLACEHOLDER);
        assertThat(Objects.requireNonNull(event.key()).id()).isEqualTo("wamid.H");
    }

    @Test
    void anEditReplacesTheText() {
        Content.Edit edit =
                (Content.Edit)
                        Webhook.message(
                                        "\"type\":\"edit\",\"edit\":{\"original_message_id\":\"wamid.B\",\"message\":{\"context\":{\"id\":\"M0\"},\"type\":\"text\",\"text\":{\"body\":\"new\"}}}")
                                .content();

        assertThat(edit.replacement().text()).isEqualTo("new");
        assertThat(edit.replacement().marks().edited()).isTrue();
        assertThat(edit.replacement().quote()).as("M0 is no message").isNull();
        assertThat(Objects.requireNonNull(edit.target().key()).id()).isEqualTo("wamid.B");
        assertThat(Objects.requireNonNull(edit.target().key()).fromMe()).isFalse();
    }

    @Test
    void aRevokeIsADeletionByItsSender() {
        Content.Deletion deletion =
                (Content.Deletion)
                        Webhook.message(
                                        "\"type\":\"revoke\",\"revoke\":{\"original_message_id\":\"wamid.B\"}")
                                .content();

        assertThat(deletion.scope()).isEqualTo(Content.Deletion.Scope.FOR_EVERYONE);
        assertThat(Objects.requireNonNull(deletion.by()).name()).isEqualTo("Sheena");
        assertThat(Objects.requireNonNull(deletion.target().key()).id()).isEqualTo("wamid.B");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"type\":\"hologram\",\"hologram\":{\"x\":1}|message:hologram",
                "\"type\":\"text\"|message:text",
                "\"type\":\"image\",\"image\":null|message:image",
                "\"text\":{\"body\":\"x\"}|message:?",
                "\"type\":\"edit\",\"edit\":{}|message:edit"
            })
    void whatNobodyKnowsIsKept(String members, String type) {
        DecodedEvent event = Webhook.message(members).decoded().getFirst();

        assertThat(event.event().content()).isEqualTo(new Content.Unknown(type, null));
        assertThat(new String(event.raw(), StandardCharsets.UTF_8)).endsWith(members + "}");
    }

    @Test
    void theAgentsEchoIsWhatTheBusinessSent() {
        Event event =
                Webhook.value(
                                "standby",
                                "\"standby\":{\"message_echoes\":[{\"id\":\"wamid.E\",\"timestamp\":\"1744344496\",\"message\":{\"to\":\"16505551234\",\"type\":\"template\",\"template\":{\"name\":\"order\",\"language\":{\"code\":\"de\"}}}}]}")
                        .event();

        assertThat(event.direction()).isEqualTo(Event.Direction.OUTGOING);
        assertThat(event.chat().jid()).isEqualTo("16505551234@s.whatsapp.net");
        assertThat(((Message) event.content()).structured())
                .isEqualTo(
                        new Structured(
                                "template", "order", List.of(new Field("language.code", "de"))));
    }

    @Test
    void aSecurityCodeIsANotice() {
        Event event =
                Webhook.message(
                                "\"type\":\"system\",\"system\":{\"type\":\"customer_identity_changed\",\"body\":\"new code\"}")
                        .event();

        assertThat(event.kind()).isEqualTo(EventKind.NOTICE);
        assertThat(event.sender()).as("WhatsApp itself").isNull();
    }

    @Test
    void aNewUserIdNamesTheOldOne() {
        Event event =
                Webhook.value(
                                "messages",
                                "\"messages\":[{\"id\":\"wamid.A\",\"timestamp\":\"1744344496\",\"type\":\"system\",\"system\":{\"type\":\"user_changed_user_id\",\"user_id\":\"US.2\",\"previous_user_id\":\"US.1\"}}]")
                        .event();

        assertThat(Summary.of(event))
                .contains("DIRECT:US.1 ")
                .contains("NUMBER_CHANGED [US.1, US.2]");
    }

    @Test
    void aNameCannotForgeTheOldUserId() {
        Event event =
                Webhook.value(
                                "messages",
                                "\"messages\":[{\"id\":\"wamid.A\",\"timestamp\":\"1744344496\",\"type\":\"system\",\"system\":{\"type\":\"user_changed_user_id\",\"user_id\":\"US.2\",\"body\":\"User X changed from US.7 to US.8 changed from US.1 to US.2\"}}]")
                        .event();

        assertThat(Summary.of(event)).contains("NUMBER_CHANGED [US.1, US.2]");
    }

    private static Message message(String members) {
        return (Message) Webhook.message(members).content();
    }

    private static Structured form(String members) {
        return Objects.requireNonNull(message(members).structured());
    }

    private static Attachment attachment(Content content) {
        return ((Message) content).attachments().getFirst();
    }
}
