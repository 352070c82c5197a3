package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.Poll;
import dev.wharf.core.event.Structured;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// WhatsApp's own message (`waE2E.Message`) as a gateway shows it beside its own words: JSON whose
/// names are spelled `stanzaID` by Go and `stanzaId` by JavaScript.
///
/// @param kind `imageMessage`, `conversation`; null when there is none
/// @param content of that kind
/// @param secondsToLive of a disappearing message, where its wrapping says
record ProtoMessage(
        @Nullable String kind,
        @Nullable JsonNode content,
        boolean viewOnce,
        boolean edited,
        @Nullable String secondsToLive) {
    private static final Set<String> WRAPPINGS =
            Set.of(
                    "associatedChildMessage",
                    "botInvokeMessage",
                    "deviceSentMessage",
                    "documentWithCaptionMessage",
                    "editedMessage",
                    "ephemeralMessage",
                    "groupMentionedMessage",
                    "lottieStickerMessage",
                    "viewOnceMessage",
                    "viewOnceMessageV2",
                    "viewOnceMessageV2Extension");

    /// Stand beside a message and are none.
    private static final Set<String> BESIDE =
            Set.of("messageContextInfo", "senderKeyDistributionMessage");

    private static final Set<String> FORMS =
            Set.of(
                    "buttonsMessage",
                    "buttonsResponseMessage",
                    "eventMessage",
                    "groupInviteMessage",
                    "interactiveMessage",
                    "interactiveResponseMessage",
                    "invoiceMessage",
                    "listMessage",
                    "listResponseMessage",
                    "orderMessage",
                    "paymentInviteMessage",
                    "productMessage",
                    "requestPaymentMessage",
                    "scheduledCallCreationMessage",
                    "sendPaymentMessage",
                    "templateButtonReplyMessage",
                    "templateMessage");

    private static final int DEEPEST_WRAPPING = 8;
    private static final int LONGEST_FIELD = 2_000;

    static ProtoMessage of(@Nullable JsonNode message) {
        JsonNode at = message;
        boolean viewOnce = false;
        boolean edited = false;
        for (int depth = 0; depth < DEEPEST_WRAPPING; depth++) {
            String kind = kind(at);
            JsonNode content = kind == null || at == null ? null : at.get(kind);
            JsonNode inner = Nodes.object(content, "message");
            if (kind == null || !WRAPPINGS.contains(kind) || inner == null) {
                boolean once = viewOnce || Nodes.flag(content, "viewOnce");
                String timer = Nodes.text(Nodes.object(content, "contextInfo"), "expiration");
                return new ProtoMessage(kind, content, once, edited, timer);
            }
            viewOnce |= kind.startsWith("viewOnce");
            edited |= kind.equals("editedMessage");
            at = inner;
        }
        return new ProtoMessage(null, null, viewOnce, edited, null);
    }

    private static @Nullable String kind(@Nullable JsonNode message) {
        if (message == null) {
            return null;
        }
        for (Map.Entry<String, JsonNode> member : message.properties()) {
            if (!BESIDE.contains(member.getKey()) && !member.getValue().isNull()) {
                return member.getKey();
            }
        }
        return null;
    }

    boolean is(String name) {
        return name.equals(kind);
    }

    @Nullable JsonNode context() {
        return Nodes.object(content, "contextInfo");
    }

    /// Text, caption, or what a form shows as its text.
    @Nullable String text() {
        if (is("conversation") && content != null) {
            return content.isValueNode() ? content.asString() : null;
        }
        String text =
                Nodes.text(
                        content, "text", "caption", "selectedDisplayText", "contentText", "title");
        return text == null ? Nodes.text(Nodes.object(content, "body"), "text") : text;
    }

    /// Null when it is no file.
    @Nullable MediaKind media() {
        return switch (kind == null ? "" : kind) {
            case "imageMessage" -> MediaKind.IMAGE;
            case "videoMessage" ->
                    Nodes.flag(content, "gifPlayback") ? MediaKind.GIF : MediaKind.VIDEO;
            case "ptvMessage" -> MediaKind.VIDEO_NOTE;
            case "audioMessage" ->
                    "true".equals(Nodes.text(content, "PTT", "ptt"))
                            ? MediaKind.VOICE_NOTE
                            : MediaKind.AUDIO;
            case "documentMessage" -> MediaKind.DOCUMENT;
            case "stickerMessage" -> MediaKind.STICKER;
            default -> null;
        };
    }

    @Nullable Location location() {
        return is("locationMessage") || is("liveLocationMessage")
                ? Places.read(content, is("liveLocationMessage"))
                : null;
    }

    List<ContactCard> contacts() {
        List<JsonNode> cards =
                is("contactMessage") && content != null
                        ? List.of(content)
                        : is("contactsArrayMessage") ? Nodes.list(content, "contacts") : List.of();
        return cards.stream()
                .map(
                        card ->
                                VCards.card(
                                        Nodes.text(card, "displayName"), Nodes.text(card, "vcard")))
                .toList();
    }

    @Nullable Poll poll() {
        if (kind == null || !kind.startsWith("pollCreationMessage")) {
            return null;
        }
        String question = Nodes.text(content, "name");
        return new Poll(
                question == null ? "" : question,
                Nodes.list(content, "options").stream()
                        .map(option -> Nodes.text(option, "optionName"))
                        .flatMap(Stream::ofNullable)
                        .map(name -> new Poll.Option(name, -1, List.of()))
                        .toList());
    }

    /// A business form; null when it is none that this version knows.
    @Nullable Structured form() {
        if (kind == null || !FORMS.contains(kind)) {
            return null;
        }
        List<Field> fields =
                Nodes.fields(content).stream()
                        .filter(field -> !field.name().contains("contextInfo"))
                        .filter(
                                field ->
                                        !field.name()
                                                .toLowerCase(Locale.ROOT)
                                                .contains("thumbnail"))
                        .filter(field -> field.value().length() <= LONGEST_FIELD)
                        .toList();
        String title = Nodes.text(content, "title");
        return new Structured(kind.substring(0, kind.length() - "Message".length()), title, fields);
    }

    /// @param forwarded where the gateway says so itself
    MessageMarks marks(boolean forwarded, boolean history) {
        JsonNode context = context();
        String score = Nodes.text(context, "forwardingScore");
        boolean passedOn = forwarded || Nodes.flag(context, "isForwarded");
        int times = score != null && score.matches("[0-9]{1,4}") ? Integer.parseInt(score) : 0;
        String timer = secondsToLive;
        return new MessageMarks(
                passedOn ? Math.max(1, times) : times,
                edited,
                viewOnce,
                timer != null && timer.matches("[1-9][0-9]{0,9}") ? Long.valueOf(timer) : null,
                history,
                false,
                false);
    }
}
