package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.Media.Described;
import dev.wharf.capture.linked.Media.Named;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Deletion.Scope;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Unreadable;
import dev.wharf.core.event.Content.Unreadable.Reason;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Quote;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Messages, and what is said about messages, of WAHA's.
final class WahaMessages {
    /// `ProtocolMessage.Type` of WhatsApp's.
    private static final String REVOKE = "0";

    private static final String TIMER = "3";
    private static final String EDIT = "14";

    private final Scene scene;
    private final WahaPayload payload;
    private final Media media;
    private final boolean history;

    /// @param history asked for afterwards, not seen live
    WahaMessages(Scene scene, WahaPayload payload, Media media, boolean history) {
        this.scene = scene;
        this.payload = payload;
        this.media = media;
        this.history = history;
    }

    /// `message.any`, and `message`, which is the same without the owner's own.
    Draft message(JsonNode body) {
        Draft draft = draft(body);
        ProtoMessage proto = WahaPayload.proto(body);
        if (proto.is("protocolMessage") && proto.content() != null) {
            return protocol(draft, proto.content());
        }
        if (proto.is("secretEncryptedMessage") || proto.is("encReactionMessage")) {
            return draft.saying(
                    new Unreadable(Reason.NOT_DECRYPTED, proto.kind() + ", still encrypted"));
        }
        return said(body, proto, draft).in(draft);
    }

    private Draft draft(JsonNode body) {
        MessageId id = WahaPayload.id(body);
        String own = Nodes.text(WahaPayload.info(body), "ID");
        return scene.spoken(
                payload.where(body),
                scene.time(WahaPayload.time(body)),
                WahaPayload.first(own, id == null ? null : id.id()));
    }

    /// It came, and the device waits for the sender's to send it again.
    Draft waiting(JsonNode body) {
        return draft(body).saying(new Unreadable(Reason.PLACEHOLDER, "waiting for this message"));
    }

    private Said said(JsonNode body, ProtoMessage proto, Draft draft) {
        Parts parts =
                new Parts()
                        .text(Nodes.text(body, "body"), proto.poll() == null ? proto.text() : null)
                        .location(location(body, proto))
                        .contacts(contacts(body, proto))
                        .poll(proto.poll())
                        .form(proto.form())
                        .quote(quote(body, proto, draft))
                        .mentions(mentions(proto))
                        .marks(marks(body, proto));
        file(body, proto).ifPresent(parts::file);
        if (!parts.saysNothing()) {
            return parts.said();
        }
        return new Said(
                draft.key() == null && proto.kind() == null
                        ? new Content.Unknown("waha:message", null)
                        : new Unreadable(
                                Reason.NOT_SUPPORTED,
                                proto.kind() == null
                                        ? "a message of no known kind"
                                        : proto.kind()));
    }

    private static @Nullable Location location(JsonNode body, ProtoMessage proto) {
        JsonNode place = Nodes.object(body, "location");
        Location own = proto.location();
        return own != null || place == null ? own : Places.read(place, false);
    }

    private static List<ContactCard> contacts(JsonNode body, ProtoMessage proto) {
        List<ContactCard> own = proto.contacts();
        if (!own.isEmpty()) {
            return own;
        }
        return Nodes.list(body, "vCards").stream()
                .filter(JsonNode::isString)
                .map(card -> VCards.card(null, card.asString()))
                .toList();
    }

    private List<Person> mentions(ProtoMessage proto) {
        JsonNode context = proto.context();
        List<JsonNode> named = Nodes.list(context, "mentionedJID");
        return Stream.concat(named.stream(), Nodes.list(context, "mentionedJid").stream())
                .filter(JsonNode::isString)
                .map(jid -> Who.of(jid.asString()))
                .filter(who -> !who.isNobody())
                .map(scene::person)
                .toList();
    }

    private MessageMarks marks(JsonNode body, ProtoMessage proto) {
        MessageMarks marks = proto.marks(false, history);
        JsonNode data = Nodes.object(body, "_data");
        boolean once = Nodes.flag(data, "IsViewOnce") || Nodes.flag(data, "IsViewOnceV2");
        return new MessageMarks(
                marks.forwardScore(),
                marks.edited(),
                marks.viewOnce() || once,
                marks.disappearsAfterSeconds(),
                marks.history(),
                false,
                false);
    }

    private @Nullable Quote quote(JsonNode body, ProtoMessage proto, Draft draft) {
        JsonNode answered = Nodes.object(body, "replyTo");
        JsonNode context = proto.context();
        MessageId id =
                MessageId.of(
                        answered == null
                                ? Nodes.text(context, "stanzaID", "stanzaId")
                                : Nodes.text(answered, "id"));
        if (id == null) {
            return null;
        }
        String by = Nodes.text(answered == null ? context : answered, "participant");
        Who author = Who.of(by);
        String text = Nodes.text(answered, "body");
        if (text == null) {
            text = ProtoMessage.of(Nodes.object(context, "quotedMessage")).text();
        }
        MessageRef target = Scene.target(draft, id.id(), id.fromMe(), author.address());
        return new Quote(target, author.isNobody() ? null : scene.person(author), text);
    }

    private Optional<Named> file(JsonNode body, ProtoMessage proto) {
        JsonNode named = Nodes.object(body, "media");
        MediaKind kind = proto.media();
        if (named == null && kind == null && !Nodes.flag(body, "hasMedia")) {
            return Optional.empty();
        }
        JsonNode own = kind == null ? null : proto.content();
        String type = WahaPayload.first(Nodes.text(named, "mimetype"), Nodes.text(own, "mimetype"));
        return Optional.of(
                media.named(
                        new Described(
                                kind == null ? Media.kind(type) : kind,
                                WahaFiles.id(Nodes.text(named, "url")),
                                WahaPayload.first(
                                        Nodes.text(named, "filename"), Nodes.text(own, "fileName")),
                                type,
                                WahaFiles.size(own),
                                Nodes.text(own, "fileSHA256", "fileSha256"),
                                WahaFiles.trouble(named))));
    }

    private Draft protocol(Draft draft, JsonNode protocol) {
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
        Draft draft = draft(body);
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
                        .mentions(mentions(replacement))
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
        Draft draft = draft(revoking);
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
        Draft draft = draft(body);
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
