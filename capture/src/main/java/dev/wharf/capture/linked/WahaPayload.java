package dev.wharf.capture.linked;

import dev.wharf.capture.jid.Jid;
import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.Scene.Where;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.Stream;

/// Who speaks where in a payload of WAHA's. Its own fields are one spelling of each address; what
/// the engine shows beside (`_data`) has the others, the phone number behind a LID among them.
final class WahaPayload {
    private final Scene scene;

    WahaPayload(Scene scene) {
        this.scene = scene;
    }

    /// whatsmeow's `MessageInfo`, or the event itself where that is one; null with other engines.
    static @Nullable JsonNode info(JsonNode payload) {
        JsonNode data = Nodes.object(payload, "_data");
        JsonNode info = Nodes.object(data, "Info");
        return info == null && Nodes.text(data, "Chat") != null ? data : info;
    }

    static ProtoMessage proto(JsonNode payload) {
        JsonNode data = Nodes.object(payload, "_data");
        JsonNode gows = Nodes.object(data, "Message");
        return ProtoMessage.of(gows == null ? Nodes.object(data, "message") : gows);
    }

    static @Nullable MessageId id(JsonNode payload) {
        return MessageId.of(Nodes.text(payload, "id"));
    }

    static @Nullable String time(JsonNode payload) {
        String own = Nodes.text(payload, "timestamp");
        return own == null ? Nodes.text(info(payload), "Timestamp") : own;
    }

    Where where(JsonNode payload) {
        MessageId id = id(payload);
        JsonNode info = info(payload);
        JsonNode key = Nodes.object(Nodes.object(payload, "_data"), "key");
        String chat = first(Nodes.text(info, "Chat"), id == null ? null : id.chat());
        chat = first(chat, Nodes.text(payload, "from"));
        boolean fromMe = fromMe(payload, id, info);
        Who sender =
                Who.of(
                        Nodes.text(info, "Sender"),
                        fromMe ? null : Nodes.text(info, "SenderAlt"),
                        Nodes.text(payload, "participant", "author"),
                        id == null ? null : id.participant(),
                        Nodes.text(key, "participantAlt"));
        String alt = Nodes.text(info, fromMe ? "RecipientAlt" : "SenderAlt");
        Who peer = isGroup(chat) ? Who.NOBODY : Who.of(Nodes.text(key, "remoteJidAlt"), alt);
        String name = first(Nodes.text(info, "PushName"), name(payload));
        Who speaker = fromMe ? scene.ownerAddresses() : sender;
        return new Where(chat, peer, speaker, fromMe, fromMe ? null : name);
    }

    private static @Nullable String name(JsonNode payload) {
        return Nodes.text(Nodes.object(payload, "_data"), "pushName", "notifyName");
    }

    private static boolean fromMe(
            JsonNode payload, @Nullable MessageId id, @Nullable JsonNode info) {
        String said = first(Nodes.text(payload, "fromMe"), Nodes.text(info, "IsFromMe"));
        return said == null ? id != null && Boolean.TRUE.equals(id.fromMe()) : said.equals("true");
    }

    private static boolean isGroup(@Nullable String chat) {
        Jid jid = Jid.of(chat);
        return jid != null && !jid.isDirect();
    }

    static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null || one.isBlank() ? other : one;
    }

    /// A draft of what the payload says, still without its words.
    Draft draft(JsonNode body) {
        MessageId id = id(body);
        String own = Nodes.text(info(body), "ID");
        return scene.spoken(
                where(body), scene.time(time(body)), first(own, id == null ? null : id.id()));
    }

    List<Person> mentioned(ProtoMessage proto) {
        JsonNode context = proto.context();
        List<JsonNode> named = Nodes.list(context, "mentionedJID");
        return Stream.concat(named.stream(), Nodes.list(context, "mentionedJid").stream())
                .filter(JsonNode::isString)
                .map(jid -> Who.of(jid.asString()))
                .filter(who -> !who.isNobody())
                .map(scene::person)
                .toList();
    }
}
