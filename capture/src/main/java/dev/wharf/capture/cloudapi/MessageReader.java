package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Content.Unreadable.Reason;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Quote;
import dev.wharf.core.event.Structured;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One message of any type, in whichever list it came: `messages`, `message_echoes`, a thread of
/// the history.
final class MessageReader {
    /// Meta's documentation shows `M0` where no message is quoted.
    private static final Pattern NO_ID = Pattern.compile("M?[0-9]{0,3}");

    /// History names a file first and gives it, if at all, in a webhook of its own.
    private static final Content FILE_TO_COME =
            new Content.Unreadable(
                    Reason.PLACEHOLDER,
                    "media_placeholder: a file of the history; WhatsApp gives those of the last 14 days in a later webhook, older ones never");

    private final Scene scene;
    private final Media media;
    private final boolean history;

    /// @param history from a back-fill
    MessageReader(Scene scene, Media media, boolean history) {
        this.scene = scene;
        this.media = media;
        this.history = history;
    }

    /// What is said, and the openers of files it says are there.
    private record Said(Content content, List<ContentOpener> files) {
        Said(Content content) {
            this(content, List.of());
        }
    }

    /// @param head whom it is with
    Draft read(JsonNode message, MessageHead head) {
        Peer other = head.other();
        Person they = other.isNobody() ? null : scene.person(other);
        Person sender = head.system() ? null : head.fromMe() ? scene.business() : they;
        Context in = new Context(head.chat(), head.fromMe(), head.given(), sender);
        Said said = said(inner(message), head.id(), in);
        List<Person> members =
                they == null ? List.of(scene.business()) : List.of(scene.business(), they);
        Direction seen = head.system() ? Direction.UNKNOWN : Scene.direction(head.fromMe());
        return new Draft(head.chat(), scene.time(Nodes.text(message, "timestamp")), members)
                .by(sender, seen)
                .keyed(key(head))
                .saying(said.content, said.files);
    }

    private static @Nullable MessageKey key(MessageHead head) {
        String id = head.id();
        return id == null || id.isBlank()
                ? null
                : new MessageKey(head.chat().jid(), id, head.fromMe(), head.given());
    }

    private static JsonNode inner(JsonNode message) {
        JsonNode body = Nodes.object(message, "message");
        return body != null && Nodes.text(message, "type") == null ? body : message;
    }

    /// @param sender as the key gives it
    private record Context(
            Chat chat, boolean fromMe, @Nullable String sender, @Nullable Person actor) {}

    private Said said(JsonNode message, @Nullable String id, Context in) {
        String given = Nodes.text(message, "type");
        String type = given == null ? "" : given;
        JsonNode body = Nodes.object(message, type);
        return switch (type) {
            case "text" -> text(message, body, in);
            case "image" -> file(message, body, MediaKind.IMAGE, in);
            case "video" -> file(message, body, MediaKind.VIDEO, in);
            case "document" -> file(message, body, MediaKind.DOCUMENT, in);
            case "sticker" -> file(message, body, MediaKind.STICKER, in);
            case "voice" -> file(message, body, MediaKind.VOICE_NOTE, in);
            case "audio" -> audio(message, body, id, in);
            case "location" -> location(message, body, in);
            case "contacts" -> contacts(message, in);
            case "reaction" -> reaction(body, in);
            case "interactive" -> form(message, body, Forms::interactive, in);
            case "button" -> form(message, body, Forms::button, in);
            case "template" -> form(message, body, Forms::template, in);
            case "order" -> order(message, body, in);
            case "system" -> new Said(new SystemReader(scene).read(message));
            case "edit" -> edit(body, in);
            case "revoke" -> revoke(body, in);
            case "media_placeholder" -> new Said(FILE_TO_COME);
            case "unsupported", "unknown", "ephemeral" -> unreadable(type, message);
            default -> unknown(type, message);
        };
    }

    private Said text(JsonNode message, @Nullable JsonNode body, Context in) {
        String text = Nodes.text(body, "body");
        return text == null
                ? unknown("text", message)
                : message(Message.text(text), null, message, in);
    }

    /// A voicemail is left on a call and bears the call's kind of id.
    private Said audio(JsonNode message, @Nullable JsonNode body, @Nullable String id, Context in) {
        boolean voicemail = id != null && id.startsWith("wacid.");
        MediaKind kind =
                voicemail || Nodes.flag(body, "voice") ? MediaKind.VOICE_NOTE : MediaKind.AUDIO;
        return file(
                message,
                body,
                kind,
                voicemail ? new Structured("voicemail", null, List.of()) : null,
                in);
    }

    private Said file(JsonNode message, @Nullable JsonNode body, MediaKind kind, Context in) {
        return file(message, body, kind, null, in);
    }

    private Said file(
            JsonNode message,
            @Nullable JsonNode body,
            MediaKind kind,
            @Nullable Structured form,
            Context in) {
        if (body == null) {
            return unknown(Nodes.text(message, "type"), message);
        }
        Media.Named file = media.named(kind, body);
        Said said =
                message(
                        Message.media(Nodes.text(body, "caption"), List.of(file.attachment())),
                        form,
                        message,
                        in);
        List<ContentOpener> files = new ArrayList<>(file.openers());
        files.addAll(said.files);
        return new Said(said.content, files);
    }

    private Said location(JsonNode message, @Nullable JsonNode body, Context in) {
        if (body == null) {
            return unknown("location", message);
        }
        Location place =
                new Location(
                        degrees(Nodes.text(body, "latitude")),
                        degrees(Nodes.text(body, "longitude")),
                        Nodes.text(body, "name"),
                        Nodes.text(body, "address"),
                        Nodes.text(body, "url"),
                        false);
        return message(
                new Message(
                        null,
                        List.of(),
                        place,
                        List.of(),
                        null,
                        null,
                        null,
                        List.of(),
                        MessageMarks.NONE),
                null,
                message,
                in);
    }

    private static @Nullable Double degrees(@Nullable String text) {
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private Said contacts(JsonNode message, Context in) {
        return message(
                new Message(
                        null,
                        List.of(),
                        null,
                        Cards.of(message),
                        null,
                        null,
                        null,
                        List.of(),
                        MessageMarks.NONE),
                null,
                message,
                in);
    }

    private interface FormReader {
        Structured read(JsonNode body);
    }

    private Said form(JsonNode message, @Nullable JsonNode body, FormReader reader, Context in) {
        return body == null
                ? unknown(Nodes.text(message, "type"), message)
                : message(Message.media(null, List.of()), reader.read(body), message, in);
    }

    private Said order(JsonNode message, @Nullable JsonNode body, Context in) {
        return body == null
                ? unknown("order", message)
                : message(
                        Message.media(Nodes.text(body, "text"), List.of()),
                        Forms.order(body),
                        message,
                        in);
    }

    /// A message with what stands beside its body: what it answers, that it was forwarded, the
    /// product or advertisement it refers to.
    private Said message(Message said, @Nullable Structured form, JsonNode message, Context in) {
        JsonNode context = Nodes.object(message, "context");
        int forwards =
                Nodes.flag(context, "frequently_forwarded")
                        ? 5
                        : Nodes.flag(context, "forwarded") ? 1 : 0;
        List<Media.Named> advertised = advertised(message);
        List<Attachment> attachments = new ArrayList<>(said.attachments());
        advertised.forEach(file -> attachments.add(file.attachment()));
        return new Said(
                new Message(
                        said.text(),
                        attachments,
                        said.location(),
                        said.contacts(),
                        null,
                        quote(context, in),
                        Forms.with(form, message),
                        List.of(),
                        new MessageMarks(forwards, false, false, null, history, false, false)),
                advertised.stream().flatMap(file -> file.openers().stream()).toList());
    }

    /// The picture or film of the advertisement that led here, where it is named as a file and not
    /// by an address alone.
    private List<Media.Named> advertised(JsonNode message) {
        JsonNode referral = Nodes.object(message, "referral");
        List<Media.Named> files = new ArrayList<>();
        JsonNode image = Nodes.object(referral, "image");
        JsonNode video = Nodes.object(referral, "video");
        if (image != null && image.has("id")) {
            files.add(media.named(MediaKind.IMAGE, image));
        }
        if (video != null && video.has("id")) {
            files.add(media.named(MediaKind.VIDEO, video));
        }
        return files;
    }

    /// The webhook does not repeat what is quoted. An empty text says that it is a reply even where
    /// the author is not named.
    private @Nullable Quote quote(@Nullable JsonNode context, Context in) {
        String id = Nodes.text(context, "id", "message_id");
        if (id == null || NO_ID.matcher(id).matches()) {
            return null;
        }
        Peer from = Peer.of(context, "from");
        if (from.isNobody()) {
            return new Quote(Scene.message(in.chat, id, null, null), null, "");
        }
        boolean mine = scene.isBusiness(from.number());
        return new Quote(
                Scene.message(in.chat, id, mine, from.asGiven()),
                mine ? scene.business() : scene.person(scene.complete(from)),
                null);
    }

    private Said reaction(@Nullable JsonNode body, Context in) {
        String emoji = Nodes.text(body, "emoji");
        return new Said(
                new Content.Reaction(
                        Scene.message(in.chat, Nodes.text(body, "message_id"), null, null),
                        emoji == null || emoji.isEmpty() ? null : emoji));
    }

    private Said edit(@Nullable JsonNode body, Context in) {
        JsonNode inner = Nodes.object(body, "message");
        if (inner == null) {
            return unknown("edit", body);
        }
        Said now = said(inner, null, in);
        if (!(now.content instanceof Message replacement)) {
            return unknown("edit", body);
        }
        MessageMarks marks = replacement.marks();
        return new Said(
                new Content.Edit(
                        original(body, in),
                        replacement.withMarks(
                                new MessageMarks(
                                        marks.forwardScore(),
                                        true,
                                        false,
                                        null,
                                        history,
                                        false,
                                        false))),
                now.files);
    }

    private Said revoke(@Nullable JsonNode body, Context in) {
        return new Said(
                new Content.Deletion(
                        original(body, in), Content.Deletion.Scope.FOR_EVERYONE, in.actor, null));
    }

    /// Only who wrote a message edits or revokes it.
    private static MessageRef original(@Nullable JsonNode body, Context in) {
        return Scene.message(
                in.chat, Nodes.text(body, "original_message_id"), in.fromMe, in.sender);
    }

    private static Said unreadable(String type, JsonNode message) {
        List<JsonNode> errors = Nodes.list(message, "errors");
        String what = Nodes.text(Nodes.object(message, "unsupported"), "type", "raw_type");
        List<String> text = new ArrayList<>();
        if (!errors.isEmpty()) {
            text.add(Nodes.errors(errors));
        }
        if (what != null || !type.equals("unsupported")) {
            text.add("(" + (what == null ? type : what) + ")");
        }
        return new Said(
                new Content.Unreadable(
                        reason(errors, what), text.isEmpty() ? null : String.join(" ", text)));
    }

    private static Reason reason(List<JsonNode> errors, @Nullable String what) {
        for (JsonNode error : errors) {
            String code = Nodes.text(error, "code");
            if ("131060".equals(code)) {
                return Reason.PLACEHOLDER;
            }
            if ("131052".equals(code)) {
                return Reason.NOT_DELIVERED;
            }
        }
        return what != null && what.startsWith("view_once")
                ? Reason.VIEW_ONCE
                : Reason.NOT_SUPPORTED;
    }

    /// A type that nobody has heard of, or one without what it should hold.
    private static Said unknown(@Nullable String type, @Nullable JsonNode message) {
        List<JsonNode> errors = Nodes.list(message, "errors");
        return new Said(
                new Content.Unknown(
                        "message:" + (type == null || type.isBlank() ? "?" : type),
                        errors.isEmpty() ? null : Nodes.errors(errors)));
    }
}
