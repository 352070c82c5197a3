package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.JsonText;
import dev.wharf.capture.json.Nodes;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The `contacts` of one change: names and numbers of the people it is about, in no order that
/// means anything.
final class Contacts {
    static final Contacts NONE = new Contacts(List.of());

    private final List<Contact> all;
    private final Map<String, Contact> byUserId = new HashMap<>();
    private final Map<String, Contact> byNumber = new HashMap<>();
    private final Map<String, Contact> byParent = new HashMap<>();

    private Contacts(List<Contact> all) {
        this.all = all;
        for (Contact contact : all) {
            put(byUserId, contact.peer.userId(), contact);
            put(byNumber, contact.peer.number(), contact);
            put(byParent, contact.peer.parentId(), contact);
        }
    }

    private static void put(Map<String, Contact> map, @Nullable String id, Contact contact) {
        if (id != null) {
            map.putIfAbsent(id, contact);
        }
    }

    /// @param name of the profile, as its owner spells it; else the username
    record Contact(Peer peer, @Nullable String name) {}

    static Contacts of(@Nullable JsonText contacts) {
        if (contacts == null) {
            return NONE;
        }
        List<Contact> all = new ArrayList<>();
        for (JsonText element : contacts.elements()) {
            JsonNode node = element.tree();
            if (node != null && node.isObject()) {
                all.add(new Contact(Peer.named(node), name(node)));
            }
        }
        return new Contacts(all);
    }

    /// The other side of a history thread.
    ///
    /// @return null when the thread does not say more than a number
    static @Nullable Contacts ofThread(@Nullable JsonNode context, Peer other) {
        String name = Nodes.text(context, "username");
        return name == null ? null : new Contacts(List.of(new Contact(other, name)));
    }

    private static @Nullable String name(JsonNode contact) {
        JsonNode profile = Nodes.object(contact, "profile");
        String name = Nodes.text(profile, "name", "username");
        return name == null || name.isBlank() ? Nodes.text(contact, "username") : name;
    }

    /// By user id, then by number, then by the parent's id.
    @Nullable Contact find(Peer who) {
        Contact found = get(byUserId, who.userId());
        found = found == null ? get(byNumber, who.number()) : found;
        return found == null ? get(byParent, who.parentId()) : found;
    }

    private static @Nullable Contact get(Map<String, Contact> map, @Nullable String id) {
        return id == null ? null : map.get(id);
    }

    /// The one person whom the change names; null when it names none or several.
    @Nullable Contact only() {
        return all.size() == 1 ? all.getFirst() : null;
    }
}
