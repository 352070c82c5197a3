package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.Envelopes.Found;
import dev.wharf.core.capture.EnvelopeReader;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.capture.UpdateEnvelope.Kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// What a site may know of a webhook of WAHA's. One webhook holds one update.
public final class WahaEnvelopes implements EnvelopeReader {
    @Override
    public List<UpdateEnvelope> read(byte[] body) {
        return Envelopes.read(body, Update.Gateway.WAHA, WahaEnvelopes::find);
    }

    @Override
    public byte[] without(byte[] body, Collection<UpdateEnvelope> excluded) {
        return Envelopes.without(body, excluded);
    }

    private static Found find(Update update, Scene scene) {
        JsonNode payload = Objects.requireNonNullElse(update.payload(), Reshaped.object());
        JsonNode about = about(update.event(), payload);
        MessageId id = WahaPayload.id(about);
        String own = Nodes.text(WahaPayload.info(about), "ID");
        Scene.Where where = new WahaPayload(scene).where(about);
        String chat = Nodes.text(Nodes.object(about, "group"), "id");
        chat = chat == null ? Nodes.text(about, "chatId") : chat;
        return new Found(
                kind(update.event(), payload),
                chat == null
                        ? where
                        : new Scene.Where(chat, where.peer(), where.sender(), where.fromMe(), null),
                WahaPayload.first(own, id == null ? null : id.id()),
                WahaPayload.time(about),
                media(update, about));
    }

    /// The part of a payload that says who and where.
    private static JsonNode about(String event, JsonNode payload) {
        JsonNode inner =
                switch (event) {
                    case "message.revoked" -> {
                        JsonNode after = Nodes.object(payload, "after");
                        yield after == null ? Nodes.object(payload, "before") : after;
                    }
                    case "poll.vote", "poll.vote.failed" -> Nodes.object(payload, "vote");
                    case "engine.event" -> engine(Nodes.object(payload, "data"));
                    default -> payload;
                };
        return inner == null ? payload : inner;
    }

    private static JsonNode engine(@Nullable JsonNode data) {
        var about = Reshaped.object();
        if (data != null) {
            String from = Nodes.text(data, "ChatJID", "From", "JID");
            if (from != null) {
                about.put("from", from);
            }
            about.set("_data", data);
        }
        return about;
    }

    private static Kind kind(String event, JsonNode payload) {
        return switch (event) {
            case "message",
                    "message.any",
                    "message.waiting",
                    "message.reaction",
                    "message.edited",
                    "message.revoked",
                    "poll.vote",
                    "poll.vote.failed",
                    "event.response",
                    "event.response.failed",
                    "call.received",
                    "call.accepted",
                    "call.rejected" ->
                    Kind.CHAT;
            case "message.ack", "message.ack.group" -> Kind.RECEIPT;
            case "group.v2.join",
                    "group.v2.leave",
                    "group.v2.participants",
                    "group.v2.update",
                    "label.chat.added",
                    "label.chat.deleted",
                    "chat.archive",
                    "presence.update" ->
                    Kind.CONTEXT;
            case "session.status", "state.change", "label.upsert", "label.deleted" -> Kind.ACCOUNT;
            case "engine.event" -> engineKind(payload);
            default -> Kind.UNKNOWN;
        };
    }

    private static Kind engineKind(JsonNode payload) {
        JsonNode data = Nodes.object(payload, "data");
        if (Nodes.object(data, "Info") != null || Nodes.text(data, "CallID", "ChatJID") != null) {
            return Kind.CHAT;
        }
        return Nodes.text(data, "MessageIDs", "Chat") != null ? Kind.RECEIPT : Kind.ACCOUNT;
    }

    private static List<MediaNeed> media(Update update, JsonNode about) {
        JsonNode media = Nodes.object(about, "media");
        String url = Nodes.text(media, "url");
        String id = WahaFiles.id(url);
        if (id == null) {
            return List.of();
        }
        JsonNode content = WahaPayload.proto(about).content();
        return List.of(
                new MediaNeed(
                        id,
                        Objects.requireNonNullElse(update.session(), ""),
                        Envelopes.uri(url),
                        WahaFiles.digest(Nodes.text(content, "fileSHA256", "fileSha256"))
                                .orElse(null),
                        WahaFiles.size(content)));
    }
}
