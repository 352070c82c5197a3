package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.JsonText;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The `contacts` of one change: names and numbers of the people it is about, in no order that
/// means anything. For one thread.
final class Contacts {
    static final Contacts NONE = new Contacts(List.of());

    private final List<Contact> all;
    private final Map<String, Contact> byUserId = new HashMap<>();
    private final Map<String, Contact> byNumber = new HashMap<>();
    private final Map<String, Contact> byParent = new HashMap<>();

    private boolean onlyTaken;

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
            if (element.isObject()) {
                Members contact = Members.of(element);
                all.add(new Contact(Peer.named(contact), name(contact)));
            }
        }
        return new Contacts(all);
    }

    /// The other side of a history thread.
    ///
    /// @return null when the thread does not say more than a number
    static @Nullable Contacts ofThread(Update.Talk thread) {
        Members context = Members.of(thread.context());
        String name = context.text("username");
        JsonText id = thread.id();
        Peer number = Peer.of(id == null ? null : id.string(), null, null);
        return name == null
                ? null
                : new Contacts(List.of(new Contact(number.or(Peer.named(context)), name)));
    }

    private static @Nullable String name(Members contact) {
        String name = contact.inner("profile").text("name", "username");
        return name == null || name.isBlank() ? contact.text("username") : name;
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
        boolean one = all.size() == 1;
        onlyTaken |= one;
        return one ? all.getFirst() : null;
    }

    /// Whether somebody asked for the only one, and there was one.
    boolean onlyTaken() {
        return onlyTaken;
    }
}
