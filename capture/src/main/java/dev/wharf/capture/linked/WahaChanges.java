package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Deletion.Scope;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Objects;

/// What is said about messages of WAHA's: edited, taken back, reacted to.
final class WahaChanges {
    /// `ProtocolMessage.Type` of WhatsApp's.
    private static final String REVOKE = "0";

    private static final String TIMER = "3";
    private static final String EDIT = "14";

    private final WahaPayload payload;
    private final boolean history;

    /// @param history asked for afterwards, not seen live
    WahaChanges(WahaPayload payload, boolean history) {
        this.payload = payload;
        this.history = history;
    }

    /// An edit, a revocation or a timer within WhatsApp's own message.
    Draft protocol(Draft draft, JsonNode protocol) {
        JsonNode key = Nodes.object(protocol, "key");
        String type = Objects.requireNonNullElse(Nodes.text(protocol, "type"), REVOKE);
        return switch (type) {
            case REVOKE, "REVOKE" -> deletion(draft, target(draft, key), key, null);
            case EDIT, "MESSAGE_EDIT" -> {
                ProtoMessage to = ProtoMessage.of(Nodes.object(protocol, "editedMessage"));
                yield edit(draft, target(draft, key), to.text(), to);
            }
            case TIMER, "EPHEMERAL_SETTING" ->
                    draft.saying(
                            new Notice(
                                    Notice.Topic.TIMER,
                                    "messages disappear after "
                                            + Nodes.text(protocol, "ephemeralExpiration")
                                            + " seconds"));
            default -> draft.saying(new Content.Unknown("waha:protocolMessage." + type, null));
        };
    }

    private static MessageRef target(Draft draft, @Nullable JsonNode key) {
        Who author = Who.of(Nodes.text(key, "participant"));
        return Scene.target(draft, Nodes.text(key, "ID", "id"), null, author.address());
    }

    /// The edit is a message of its own; what it edits is named beside.
    Draft edited(JsonNode body) {
        Draft draft = payload.draft(body);
        MessageId of = MessageId.of(Nodes.text(body, "editedMessageId"));
        ProtoMessage proto = WahaPayload.proto(body);
        JsonNode inner = Nodes.object(proto.content(), "editedMessage");
        ProtoMessage to = proto.is("protocolMessage") ? ProtoMessage.of(inner) : proto;
        MessageRef target =
                Scene.target(draft, of == null ? null : of.id(), null, sender(draft.key()));
        return edit(draft, target, Nodes.text(body, "body"), to);
    }

    private Draft edit(
            Draft draft, MessageRef target, @Nullable String text, ProtoMessage replacement) {
        MessageMarks marks = replacement.marks(false, history);
        Content.Message message =
                new Parts()
                        .text(text, replacement.text())
                        .mentions(payload.mentioned(replacement))
                        .marks(
                                new MessageMarks(
                                        marks.forwardScore(),
                                        true,
                                        marks.viewOnce(),
                                        marks.disappearsAfterSeconds(),
                                        history,
                                        false,
                                        false))
                        .message();
        return draft.saying(new Content.Edit(target, message));
    }

    private static @Nullable String sender(@Nullable MessageKey key) {
        return key == null ? null : key.sender();
    }

    /// `after` is the message that revokes, `before` what it revoked, where the engine has it.
    Draft revoked(JsonNode body) {
        JsonNode after = Nodes.object(body, "after");
        JsonNode before = Nodes.object(body, "before");
        JsonNode revoking = after == null ? before == null ? body : before : after;
        Draft draft = payload.draft(revoking);
        ProtoMessage proto = WahaPayload.proto(revoking);
        JsonNode key = proto.is("protocolMessage") ? Nodes.object(proto.content(), "key") : null;
        MessageId given = MessageId.of(Nodes.text(body, "revokedMessageId"));
        String id = given != null ? given.id() : Nodes.text(key, "ID", "id");
        if (id == null && before != null && WahaPayload.id(before) != null) {
            id = Objects.requireNonNull(WahaPayload.id(before)).id();
        }
        Who author = Who.of(Nodes.text(key, "participant"));
        MessageRef target = Scene.target(draft, id, null, author.address());
        return deletion(draft, target, key, Nodes.text(WahaPayload.info(revoking), "Edit"));
    }

    /// @param edit WhatsApp's mark of the revocation: 7 by the sender, 8 by an admin
    private static Draft deletion(
            Draft draft, MessageRef target, @Nullable JsonNode key, @Nullable String edit) {
        Person by = draft.sender();
        boolean others =
                "8".equals(edit)
                        || (edit == null
                                && draft.chat().kind() == ChatKind.GROUP
                                && "false".equals(Nodes.text(key, "fromMe")));
        return draft.saying(
                new Content.Deletion(
                        target, others ? Scope.BY_ADMIN : Scope.FOR_EVERYONE, by, null));
    }

    Draft reaction(JsonNode body) {
        Draft draft = payload.draft(body);
        JsonNode reaction = Nodes.object(body, "reaction");
        MessageId of = MessageId.of(Nodes.text(reaction, "messageId"));
        String text = Nodes.text(reaction, "text");
        MessageRef target =
                of == null
                        ? MessageRef.UNKNOWN
                        : Scene.target(
                                draft, of.id(), of.fromMe(), Who.of(of.participant()).address());
        return draft.saying(
                new Content.Reaction(target, text == null || text.isEmpty() ? null : text));
    }
}
