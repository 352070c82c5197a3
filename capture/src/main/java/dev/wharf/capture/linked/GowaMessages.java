package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.Media.Described;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Deletion;
import dev.wharf.core.event.Content.Deletion.Scope;
import dev.wharf.core.event.Content.Unreadable;
import dev.wharf.core.event.Content.Unreadable.Reason;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Quote;
import dev.wharf.core.event.Structured;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Messages, and what is said about messages, of GOWA's.
final class GowaMessages {
    static final Map<String, MediaKind> FILES = new LinkedHashMap<>();

    static {
        FILES.put("image", MediaKind.IMAGE);
        FILES.put("video", MediaKind.VIDEO);
        FILES.put("video_note", MediaKind.VIDEO_NOTE);
        // GOWA does not tell a voice note from other audio.
        FILES.put("audio", MediaKind.AUDIO);
        FILES.put("document", MediaKind.DOCUMENT);
        FILES.put("sticker", MediaKind.STICKER);
        FILES.put("interactive_media", MediaKind.UNKNOWN);
    }

    private static final List<String> FORMS =
            List.of("list", "order", "interactive", "poll", "referral");

    private final Scene scene;
    private final GowaPayload payload;
    private final Media media;
    private final boolean history;

    /// @param history asked for afterwards, not seen live
    GowaMessages(Scene scene, GowaPayload payload, Media media, boolean history) {
        this.scene = scene;
        this.payload = payload;
        this.media = media;
        this.history = history;
    }

    Draft message(JsonNode body) {
        Draft draft = payload.draft(body);
        Parts parts =
                new Parts()
                        .text(Nodes.text(body, "body"))
                        .location(location(body))
                        .contacts(contacts(body))
                        .form(form(body))
                        .quote(quote(body, draft))
                        .marks(marks(body, false));
        for (Map.Entry<String, MediaKind> kind : FILES.entrySet()) {
            for (JsonNode file : Nodes.list(body, kind.getKey())) {
                parts.file(media.named(described(body, kind.getValue(), file)))
                        .text(Nodes.text(file, "caption"));
            }
        }
        if (!parts.saysNothing()) {
            return parts.said().in(draft);
        }
        return draft.saying(
                draft.key() == null
                        ? new Content.Unknown("gowa:message", null)
                        : new Unreadable(Reason.NOT_SUPPORTED, "the gateway shows nothing of it"));
    }

    private static Described described(JsonNode body, MediaKind kind, JsonNode file) {
        String id = GowaFiles.id(body, file);
        String name = Nodes.text(file, "filename");
        String path = GowaFiles.path(file);
        return new Described(
                kind,
                id,
                name == null && path != null ? GowaFiles.name(path) : name,
                null,
                -1,
                null,
                id == null ? "the gateway gave no file with the message" : null);
    }

    private static @Nullable Location location(JsonNode body) {
        JsonNode live = Nodes.object(body, "live_location");
        JsonNode place = live == null ? Nodes.object(body, "location") : live;
        return place == null ? null : Places.read(place, live != null);
    }

    private static List<ContactCard> contacts(JsonNode body) {
        List<JsonNode> cards = new ArrayList<>(Nodes.list(body, "contact"));
        cards.addAll(Nodes.list(body, "contacts_array"));
        return cards.stream()
                .filter(JsonNode::isObject)
                .map(
                        card ->
                                VCards.card(
                                        Nodes.text(card, "displayName"), Nodes.text(card, "vcard")))
                .toList();
    }

    private static @Nullable Structured form(JsonNode body) {
        for (String name : FORMS) {
            JsonNode form = body.get(name);
            if (form != null && !form.isNull()) {
                List<Field> fields = Nodes.fields(form);
                return new Structured(name, Nodes.text(form, "title"), fields);
            }
        }
        return null;
    }

    private static @Nullable Quote quote(JsonNode body, Draft draft) {
        String id = Nodes.text(body, "replied_to_id");
        return id == null || id.isBlank()
                ? null
                : new Quote(
                        Scene.target(draft, id, null, null), null, Nodes.text(body, "quoted_body"));
    }

    private MessageMarks marks(JsonNode body, boolean edited) {
        return new MessageMarks(
                Nodes.flag(body, "forwarded") ? 1 : 0,
                edited,
                Nodes.flag(body, "view_once"),
                null,
                history,
                false,
                false);
    }

    Draft reaction(JsonNode body) {
        Draft draft = payload.draft(body);
        String text = Nodes.text(body, "reaction");
        MessageRef target = Scene.target(draft, Nodes.text(body, "reacted_message_id"), null, null);
        return draft.saying(
                new Content.Reaction(target, text == null || text.isEmpty() ? null : text));
    }

    Draft edited(JsonNode body) {
        Draft draft = payload.draft(body);
        MessageKey key = draft.key();
        MessageRef target =
                Scene.target(
                        draft,
                        Nodes.text(body, "original_message_id"),
                        null,
                        key == null ? null : key.sender());
        Parts parts = new Parts().text(Nodes.text(body, "body")).marks(marks(body, true));
        return draft.saying(new Content.Edit(target, parts.message()));
    }

    /// `revoked_from_me` is seen from who revokes: in a group false means an admin.
    Draft revoked(JsonNode body) {
        Draft draft = payload.draft(body);
        boolean own = !"false".equals(Nodes.text(body, "revoked_from_me"));
        boolean admin = !own && draft.chat().kind() == ChatKind.GROUP;
        MessageKey key = draft.key();
        MessageRef target =
                Scene.target(
                        draft,
                        Nodes.text(body, "revoked_message_id"),
                        null,
                        own && key != null ? key.sender() : null);
        return draft.saying(
                new Deletion(
                        target, admin ? Scope.BY_ADMIN : Scope.FOR_EVERYONE, draft.sender(), null));
    }

    /// The owner deleted it on their own devices; everybody else still has it. `from` is who wrote
    /// it, and the gateway names the chat only when it had kept the message.
    Draft deleted(JsonNode body) {
        Draft draft = payload.draft(body);
        String author = Nodes.text(body, "original_sender", "from");
        String mine = Nodes.text(body, "was_from_me");
        MessageRef target =
                Scene.target(
                        draft,
                        Nodes.text(body, "deleted_message_id"),
                        mine == null ? null : mine.equals("true"),
                        Who.of(author).address());
        return draft.by(scene.owner(), Direction.OUTGOING)
                .keyed(null)
                .saying(
                        new Deletion(
                                target,
                                Scope.FOR_ME,
                                scene.owner(),
                                Nodes.text(body, "original_content")));
    }
}
