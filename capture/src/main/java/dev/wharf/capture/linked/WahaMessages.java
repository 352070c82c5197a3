package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.Media.Described;
import dev.wharf.capture.linked.Media.Named;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Unreadable;
import dev.wharf.core.event.Content.Unreadable.Reason;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Quote;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/// Messages of WAHA's.
final class WahaMessages {
    private final Scene scene;
    private final WahaPayload payload;
    private final Media media;
    private final WahaChanges changes;
    private final boolean history;

    /// @param history asked for afterwards, not seen live
    WahaMessages(Scene scene, WahaPayload payload, Media media, boolean history) {
        this.scene = scene;
        this.payload = payload;
        this.media = media;
        this.changes = new WahaChanges(payload, history);
        this.history = history;
    }

    /// `message.any`, and `message`, which is the same without the owner's own.
    Draft message(JsonNode body) {
        Draft draft = payload.draft(body);
        ProtoMessage proto = WahaPayload.proto(body);
        if (proto.is("protocolMessage") && proto.content() != null) {
            return changes.protocol(draft, proto.content());
        }
        if (proto.is("secretEncryptedMessage") || proto.is("encReactionMessage")) {
            return draft.saying(
                    new Unreadable(Reason.NOT_DECRYPTED, proto.kind() + ", still encrypted"));
        }
        return said(body, proto, draft).in(draft);
    }

    /// It came, and the device waits for the sender's to send it again.
    Draft waiting(JsonNode body) {
        return payload.draft(body)
                .saying(new Unreadable(Reason.PLACEHOLDER, "waiting for this message"));
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
                        .mentions(payload.mentioned(proto))
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
}
