package dev.wharf.capture.cloudapi;

import dev.wharf.capture.cloudapi.Update.As;
import dev.wharf.capture.cloudapi.Update.Setting;
import dev.wharf.capture.json.JsonText;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the updates of one change and parses none. What its value holds decides how it is read,
/// and not the field's name alone: partners rename fields, and Meta moves members.
///
/// The decoder and the site walk the same way, so that the places the site names are those of the
/// events. `null` in an update's place is nothing: so a site leaves out what it may not keep.
final class ChangeWalk implements WebhookReader.Sink {
    /// Members that say something only beside others.
    private static final Set<String> BESIDE =
            Set.of("messaging_product", "metadata", "contacts", "field", "object");

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final Visitor visitor;

    /// What is found, in the capture's order.
    interface Visitor {
        void update(Update update) throws IOException;

        /// A change with nothing in it.
        void nothing(Place place);
    }

    ChangeWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    static boolean isNull(@Nullable JsonText json) {
        return json != null
                && Arrays.equals(json.bytes(), json.from(), json.to(), NULL, 0, NULL.length);
    }

    @Override
    public void change(Place place, JsonText change) throws IOException {
        if (isNull(change)) {
            return;
        }
        Map<String, JsonText> members = change.members();
        JsonText value = members.get("value");
        String given = string(members.get("field"));
        Map<String, JsonText> inner = value == null ? Map.of() : value.members();
        String field = given == null ? string(inner.get("field")) : given;
        if (!inner.isEmpty()) {
            value(setting(place, field, inner, change));
            return;
        }
        boolean left = change.isObject() && (value == null || isNull(value));
        visitor.update(
                new Update(
                        place,
                        left ? As.EMPTY : As.UNKNOWN,
                        "field:" + field,
                        change,
                        setting(place, field, Map.of(), change)));
    }

    @Override
    public void document(Place place, JsonText document) throws IOException {
        Map<String, JsonText> members = document.members();
        Setting none = Setting.none(place, document);
        if (Shape.isMessage(members)) {
            visitor.update(new Update(place, As.MESSAGE, "", document, none));
            return;
        }
        if (Shape.isValue(members)) {
            value(setting(place, null, members, document));
            return;
        }
        Optional<PartnerEnvelope> partner = PartnerEnvelope.of(members);
        if (partner.isPresent()) {
            partner.get().unwrap(place, document, members, this);
        } else {
            unreadable(place, document, "neither a webhook nor a part of one");
        }
    }

    /// The value of a change in another envelope than Meta's.
    void value(Place place, String field, Map<String, JsonText> value, JsonText whole)
            throws IOException {
        value(setting(place, field, value, whole));
    }

    /// An update that a partner's envelope told.
    void found(Update update) throws IOException {
        visitor.update(update);
    }

    @Override
    public void unreadable(Place place, JsonText raw, String why) throws IOException {
        visitor.update(new Update(place, As.UNREADABLE, why, raw, Setting.none(place, raw)));
    }

    private static Setting setting(
            Place place, @Nullable String field, Map<String, JsonText> value, JsonText whole) {
        return new Setting(
                place, field == null ? "?" : field, value, whole, value.get("contacts"), null);
    }

    private void value(Setting in) throws IOException {
        Set<String> names = in.value().keySet();
        boolean lists = names.stream().anyMatch(Shape.LISTS::contains);
        if (!lists && in.field().equals("messaging_handovers")) {
            visitor.update(new Update(in.change(), As.HANDOVER, "", in.whole(), in));
        } else if (!lists && AccountReader.knows(in.field())) {
            visitor.update(new Update(in.change(), As.ACCOUNT, "", in.whole(), in));
        } else if (!lists && !BESIDE.containsAll(names)) {
            unknown(in.change(), "field:" + in.field(), in.whole(), in);
        } else if (!members(in.change(), in.value(), in)) {
            visitor.nothing(in.change());
        }
    }

    private boolean members(Place place, Map<String, JsonText> value, Setting in)
            throws IOException {
        boolean any = false;
        for (Map.Entry<String, JsonText> member : value.entrySet()) {
            if (!BESIDE.contains(member.getKey())) {
                any |= member(place, member.getKey(), member.getValue(), in);
            }
        }
        return any;
    }

    /// @return whether it held anything
    private boolean member(Place place, String name, JsonText json, Setting in) throws IOException {
        return switch (name) {
            case "messages" -> each(place, name, json, As.MESSAGE, in);
            case "message_echoes" -> each(place, name, json, As.ECHO, in);
            case "statuses" -> each(place, name, json, As.STATUS, in);
            case "calls" -> each(place, name, json, As.CALL, in);
            case "history" -> history(place, json, in);
            case "state_sync" -> each(place, name, json, As.CONTACT, in);
            case "groups" -> each(place, name, json, As.GROUP, in);
            case "user_preferences" -> each(place, name, json, As.PREFERENCE, in);
            case "user_id_update" -> each(place, name, json, As.USER_ID, in);
            case "errors" -> each(place, name, json, As.ERROR, in);
            case "conversation_context" -> one(place.at(name), json, As.SUMMARY, in);
            case "standby" -> standby(place, json, in);
            default -> unknown(place.at(name), "field:" + in.field() + "." + name, json, in);
        };
    }

    /// What the business agent sees while it owns a chat; `{}` when there is nothing.
    private boolean standby(Place place, JsonText json, Setting outer) throws IOException {
        Map<String, JsonText> inner = json.members();
        inner.remove("standby");
        JsonText contacts = inner.get("contacts");
        Setting in =
                new Setting(
                        outer.change(),
                        "standby",
                        outer.value(),
                        outer.whole(),
                        contacts == null ? outer.contacts() : contacts,
                        null);
        return members(place.at("standby"), inner, in);
    }

    private boolean history(Place place, JsonText json, Setting in) throws IOException {
        boolean any = false;
        int i = 0;
        for (JsonText chunk : json.elements()) {
            Place at = place.at("history", i++);
            Map<String, JsonText> members = chunk.members();
            if (members.isEmpty()) {
                any |= broken(at, chunk, in);
            }
            for (Map.Entry<String, JsonText> member : members.entrySet()) {
                any |= chunk(at, member.getKey(), member.getValue(), in);
            }
        }
        return any || (!json.isArray() && broken(place.at("history"), json, in));
    }

    /// A member of a chunk; `metadata` says how far the history has come.
    private boolean chunk(Place place, String name, JsonText json, Setting in) throws IOException {
        return switch (name) {
            case "metadata" -> false;
            case "errors" -> each(place, name, json, As.DECLINED, in);
            case "threads" ->
                    json.isArray() ? threads(place, json, in) : broken(place.at(name), json, in);
            default -> unknown(place.at(name), "field:history." + name, json, in);
        };
    }

    private boolean threads(Place place, JsonText threads, Setting in) throws IOException {
        boolean any = false;
        int i = 0;
        for (JsonText thread : threads.elements()) {
            Place at = place.at("threads", i++);
            Map<String, JsonText> members = thread.members();
            JsonText messages = members.get("messages");
            any |=
                    messages == null
                            ? broken(at, thread, in)
                            : each(
                                    at,
                                    "messages",
                                    messages,
                                    As.THREAD,
                                    in.within(
                                            new Update.Talk(
                                                    thread,
                                                    members.get("id"),
                                                    members.get("context"))));
        }
        return any;
    }

    /// Every element by itself: one that cannot be read leaves the others alone.
    private boolean each(Place place, String name, JsonText list, As as, Setting in)
            throws IOException {
        if (!list.isArray()) {
            return broken(place.at(name), list, in);
        }
        int i = 0;
        for (JsonText element : list.elements()) {
            one(place.at(name, i++), element, as, in);
        }
        return i > 0;
    }

    private boolean one(Place at, JsonText json, As as, Setting in) throws IOException {
        if (json.isObject()) {
            visitor.update(new Update(at, as, "", json, in));
        } else {
            broken(at, json, in);
        }
        return true;
    }

    /// Something stands there that is not what belongs there; null is nothing.
    private boolean broken(Place at, JsonText json, Setting in) throws IOException {
        if (isNull(json)) {
            return false;
        }
        visitor.update(new Update(at, As.BROKEN, "", json, in));
        return true;
    }

    private boolean unknown(Place at, String name, JsonText json, Setting in) throws IOException {
        if (isNull(json)) {
            return false;
        }
        visitor.update(new Update(at, As.UNKNOWN, name, json, in));
        return true;
    }

    private static @Nullable String string(@Nullable JsonText json) {
        return json == null ? null : json.string();
    }
}
