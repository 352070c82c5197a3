package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.JsonText;
import dev.wharf.capture.json.Nodes;
import dev.wharf.core.event.Content;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Makes events of one change. What its value holds decides how it is read, and not the field's
/// name alone: partners rename fields, and Meta moves members.
///
/// For one thread.
final class ChangeReader {
    /// Members that say something only beside others.
    private static final Set<String> BESIDE =
            Set.of("messaging_product", "metadata", "contacts", "field", "object");

    private final Media media;
    private final Instant receivedAt;
    private final Out out;
    private final Phones phones = new Phones();

    /// Where the events go.
    interface Out {
        void event(String locator, byte[] raw, Draft draft) throws IOException;

        /// A change with nothing in it.
        void nothing(String locator);
    }

    /// @param receivedAt the time of what has none of its own
    ChangeReader(Media media, Instant receivedAt, Out out) {
        this.media = media;
        this.receivedAt = receivedAt;
        this.out = out;
    }

    /// An element of an entry's `changes`.
    void change(Place place, JsonText change) throws IOException {
        Map<String, JsonText> members = change.members();
        JsonText value = members.get("value");
        String field = string(members.get("field"));
        Map<String, JsonText> inner = value == null ? Map.of() : value.members();
        if (field == null) {
            field = string(inner.get("field"));
        }
        if (inner.isEmpty()) {
            Scene scene = new Scene(phones, null, null, Contacts.NONE, place, receivedAt);
            Draft draft =
                    change.isObject() && isNull(value)
                            ? new AccountReader(scene).empty(field)
                            : unknown(scene, "field:" + field, null);
            out.event(place.text(), change.raw(), draft);
            return;
        }
        value(place, field == null ? "?" : field, inner, change);
    }

    /// The value of a change, or a message, that stands alone.
    void document(Place place, JsonText document) throws IOException {
        Map<String, JsonText> members = document.members();
        if (Shape.isMessage(members)) {
            Scene scene = new Scene(phones, null, null, Contacts.NONE, place, receivedAt);
            read(place, document, scene, new MessageReader(scene, media, false)::received);
        } else if (Shape.isValue(members)) {
            value(place, "?", members, document);
        } else {
            unreadable(place, document.raw(), "neither a webhook nor a part of one");
        }
    }

    private static boolean isNull(@Nullable JsonText value) {
        JsonNode node = tree(value);
        return value == null || (node != null && node.isNull());
    }

    /// What could not even be cut.
    void unreadable(Place place, byte[] raw, String why) throws IOException {
        Scene scene = new Scene(phones, null, null, Contacts.NONE, place, receivedAt);
        out.event(place.text(), raw, unknown(scene, "unparsable", why));
    }

    private void value(Place place, String field, Map<String, JsonText> value, JsonText whole)
            throws IOException {
        Scene scene =
                new Scene(
                        phones,
                        tree(value.get("metadata")),
                        string(value.get("display_phone_number")),
                        Contacts.of(value.get("contacts")),
                        place,
                        receivedAt);
        boolean lists = value.keySet().stream().anyMatch(Shape.LISTS::contains);
        if (!lists && field.equals("messaging_handovers")) {
            read(place, whole, scene, _ -> new PeopleReader(scene).handover(inner(whole)));
        } else if (!lists && AccountReader.knows(field)) {
            read(place, whole, scene, _ -> new AccountReader(scene).read(field, inner(whole)));
        } else if (!lists && !BESIDE.containsAll(value.keySet())) {
            out.event(place.text(), whole.raw(), unknown(scene, "field:" + field, null));
        } else {
            members(place, field, value, scene);
        }
    }

    /// The value within a change that is parsed as a whole.
    private static JsonNode inner(JsonText whole) {
        JsonText value = whole.members().get("value");
        JsonNode node = (value == null ? whole : value).tree();
        return node == null ? MissingNode.getInstance() : node;
    }

    private void members(Place place, String field, Map<String, JsonText> value, Scene scene)
            throws IOException {
        boolean any = false;
        for (Map.Entry<String, JsonText> member : value.entrySet()) {
            if (!BESIDE.contains(member.getKey())) {
                any |= member(place, field, member.getKey(), member.getValue(), scene);
            }
        }
        if (!any) {
            out.nothing(place.text());
        }
    }

    /// @return whether it held anything
    private boolean member(Place place, String field, String name, JsonText json, Scene scene)
            throws IOException {
        boolean history = field.equals("history");
        MessageReader messages = new MessageReader(scene, media, history);
        PeopleReader people = new PeopleReader(scene);
        return switch (name) {
            case "messages" -> each(place, name, json, scene, messages::received);
            case "message_echoes" -> each(place, name, json, scene, messages::sent);
            case "statuses" -> each(place, name, json, scene, status(scene));
            case "calls" -> each(place, name, json, scene, new CallReader(scene, media)::read);
            case "history" -> history(place, json, scene);
            case "state_sync" -> each(place, name, json, scene, people::contact);
            case "groups" -> groups(place, json, scene);
            case "user_preferences" -> each(place, name, json, scene, people::preference);
            case "user_id_update" -> each(place, name, json, scene, people::newUserId);
            case "errors" -> each(place, name, json, scene, new AccountReader(scene)::error);
            case "conversation_context" -> {
                read(place.at(name), json, scene, people::summary);
                yield true;
            }
            case "standby" -> standby(place, json, scene);
            default -> {
                out.event(
                        place.at(name).text(),
                        json.raw(),
                        unknown(scene, "field:" + field + "." + name, null));
                yield true;
            }
        };
    }

    private Function<JsonNode, Draft> status(Scene scene) {
        return status ->
                "call".equals(Nodes.text(status, "type"))
                        ? new CallReader(scene, media).status(status)
                        : new StatusReader(scene).read(status);
    }

    /// What the business agent sees while it owns a chat; `{}` when there is nothing.
    private boolean standby(Place place, JsonText json, Scene outer) throws IOException {
        Map<String, JsonText> inner = json.members();
        JsonText contacts = inner.get("contacts");
        Scene scene = contacts == null ? outer : outer.with(Contacts.of(contacts));
        boolean any = false;
        for (Map.Entry<String, JsonText> member : inner.entrySet()) {
            if (!BESIDE.contains(member.getKey()) && !member.getKey().equals("standby")) {
                any |=
                        member(
                                place.at("standby"),
                                "standby",
                                member.getKey(),
                                member.getValue(),
                                scene);
            }
        }
        return any;
    }

    private boolean history(Place place, JsonText json, Scene scene) throws IOException {
        boolean any = false;
        int i = 0;
        for (JsonText chunk : json.elements()) {
            Place at = place.at("history", i++);
            Map<String, JsonText> members = chunk.members();
            if (members.isEmpty()) {
                any |= broken(at, chunk, scene);
            }
            for (Map.Entry<String, JsonText> member : members.entrySet()) {
                any |= chunk(at, member.getKey(), member.getValue(), scene);
            }
        }
        return any || (!json.isArray() && broken(place.at("history"), json, scene));
    }

    /// A member of a chunk; `metadata` says how far the history has come.
    private boolean chunk(Place place, String name, JsonText json, Scene scene) throws IOException {
        return switch (name) {
            case "metadata" -> false;
            case "errors" -> each(place, name, json, scene, new AccountReader(scene)::declined);
            case "threads" ->
                    json.isArray()
                            ? threads(place, json, scene)
                            : broken(place.at(name), json, scene);
            default -> {
                out.event(
                        place.at(name).text(),
                        json.raw(),
                        unknown(scene, "field:history." + name, null));
                yield true;
            }
        };
    }

    private boolean threads(Place place, JsonText threads, Scene scene) throws IOException {
        boolean any = false;
        int i = 0;
        for (JsonText thread : threads.elements()) {
            Place at = place.at("threads", i++);
            Map<String, JsonText> members = thread.members();
            JsonText messages = members.get("messages");
            if (messages == null) {
                any |= broken(at, thread, scene);
                continue;
            }
            JsonNode context = tree(members.get("context"));
            Peer other = Peer.of(string(members.get("id")), null, null).or(Peer.named(context));
            Contacts named = Contacts.ofThread(context, other);
            Scene inThread = named == null ? scene : scene.with(named);
            MessageReader reader = new MessageReader(inThread, media, true);
            any |=
                    each(
                            at,
                            "messages",
                            messages,
                            inThread,
                            message -> reader.inThread(message, other));
        }
        return any;
    }

    private boolean groups(Place place, JsonText json, Scene scene) throws IOException {
        GroupReader reader = new GroupReader(scene);
        int i = 0;
        for (JsonText group : json.elements()) {
            Place at = place.at("groups", i++);
            JsonNode node = group.tree();
            if (node == null || !node.isObject()) {
                broken(at, group, scene);
                continue;
            }
            List<Draft> drafts = reader.read(node);
            for (int part = 0; part < drafts.size(); part++) {
                String locator = part == 0 ? at.text() : at.text() + "#" + part;
                out.event(locator, group.raw(), drafts.get(part));
            }
        }
        return i > 0 || (!json.isArray() && broken(place.at("groups"), json, scene));
    }

    /// Every element by itself: one that cannot be read leaves the others alone.
    private boolean each(
            Place place, String name, JsonText list, Scene scene, Function<JsonNode, Draft> reader)
            throws IOException {
        if (!list.isArray()) {
            return broken(place.at(name), list, scene);
        }
        int i = 0;
        for (JsonText element : list.elements()) {
            read(place.at(name, i++), element, scene, reader);
        }
        return i > 0;
    }

    private void read(Place at, JsonText json, Scene scene, Function<JsonNode, Draft> reader)
            throws IOException {
        JsonNode node = json.tree();
        if (node == null || !node.isObject()) {
            broken(at, json, scene);
        } else {
            out.event(at.text(), json.raw(), reader.apply(node));
        }
    }

    /// Something stands there that is not what belongs there; null is nothing.
    private boolean broken(Place at, JsonText json, Scene scene) throws IOException {
        JsonNode node = json.tree();
        if (node != null && node.isNull()) {
            return false;
        }
        out.event(
                at.text(),
                json.raw(),
                unknown(
                        scene,
                        "unparsable",
                        node == null
                                ? "not JSON, or nested deeper than " + JsonText.DEEPEST
                                : "not what belongs there"));
        return true;
    }

    private static Draft unknown(Scene scene, String type, @Nullable String text) {
        return scene.ofAccount().saying(new Content.Unknown(type, text));
    }

    private static @Nullable String string(@Nullable JsonText json) {
        return json == null ? null : json.string();
    }

    private static @Nullable JsonNode tree(@Nullable JsonText json) {
        return json == null ? null : json.tree();
    }
}
