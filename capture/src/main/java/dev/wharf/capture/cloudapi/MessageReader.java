package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.Nodes;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Content.Unreadable.Reason;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;
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

    /// An element of `messages`.
    Draft received(JsonNode message) {
        Peer from = Peer.of(message, "from");
        if (scene.isBusiness(from.number())) {
            return sent(message);
        }
        return draft(message, scene.complete(from), false);
    }

    /// An element of `message_echoes`: what the business wrote by other means.
    Draft sent(JsonNode message) {
        return draft(message, scene.complete(recipient(message)), true);
    }

    /// A message of a history thread: there the other side's own messages name nobody they are to,
    /// and the owner's name the business as `from`.
    Draft inThread(JsonNode message, Peer thread) {
        boolean fromMe =
                scene.isBusiness(Nodes.text(message, "from")) || !recipient(message).isNobody();
        Peer named = fromMe ? recipient(message) : Peer.of(message, "from");
        return draft(message, scene.complete(named.or(thread)), fromMe);
    }

    private static Peer recipient(JsonNode message) {
        Peer to = Peer.of(message, "to");
        if (!to.isNobody()) {
            return to;
        }
        // Echoes of the business agent repeat what was handed to the send API.
        JsonNode body = Nodes.object(message, "message");
        return Peer.of(Nodes.text(body, "to"), Nodes.text(body, "recipient"), null);
    }

    private Draft draft(JsonNode message, Peer named, boolean fromMe) {
        JsonNode body = inner(message);
        boolean system = "system".equals(Nodes.text(body, "type"));
        Peer other = system && named.isNobody() ? SystemReader.about(message) : named;
        String group = Nodes.text(message, "group_id");
        Chat chat = group == null ? scene.direct(other) : Scene.group(group);
        EventTime time = scene.time(Nodes.text(message, "timestamp"));
        Person they = other.isNobody() ? null : scene.person(other);
        Person sender = system ? null : fromMe ? scene.business() : they;
        String id = Nodes.text(message, "id");
        String given = fromMe ? Peer.of(message, "from").asGiven() : other.asGiven();
        MessageKey key =
                id == null || id.isBlank() ? null : new MessageKey(chat.jid(), id, fromMe, given);
        Said said = said(body, id, new Context(chat, fromMe, given, sender));
        List<Person> members =
                they == null ? List.of(scene.business()) : List.of(scene.business(), they);
        Direction seen = system ? Direction.UNKNOWN : Scene.direction(fromMe);
        return new Draft(chat, time, members)
                .by(sender, seen)
                .keyed(key)
                .saying(said.content, said.files);
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
        return new Said(said.content, file.openers());
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
        return new Said(
                new Message(
                        said.text(),
                        said.attachments(),
                        said.location(),
                        said.contacts(),
                        null,
                        quote(context, in),
                        Forms.with(form, message),
                        List.of(),
                        new MessageMarks(forwards, false, false, null, history, false, false)));
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
