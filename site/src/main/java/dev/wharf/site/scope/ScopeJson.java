package dev.wharf.site.scope;

import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.api.JsonBody;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// A scope as JSON, in the database and for administrators.
final class ScopeJson {
    private static final Set<String> MEMBERS =
            Set.of(
                    "direct",
                    "groups",
                    "only",
                    "never",
                    "unknown_numbers",
                    "from",
                    "history",
                    "receipts",
                    "context",
                    "broadcasts",
                    "status",
                    "channels");

    private ScopeJson() {}

    static ObjectNode of(Scope scope) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        choice(json, "direct", scope.direct());
        choice(json, "groups", scope.groups());
        phones(json.putArray("only"), scope.only());
        phones(json.putArray("never"), scope.never());
        Instant from = scope.from();
        json.put("unknown_numbers", scope.unknownNumbers())
                .put("from", from == null ? null : from.toString())
                .put("history", scope.history())
                .put("receipts", scope.receipts())
                .put("context", scope.context())
                .put("broadcasts", scope.broadcasts())
                .put("status", scope.status())
                .put("channels", scope.channels());
        return json;
    }

    private static void choice(ObjectNode json, String name, Choice choice) {
        switch (choice) {
            case Choice.All _ -> json.put(name, "all");
            case Choice.None _ -> json.put(name, "none");
            case Choice.Listed listed -> {
                ArrayNode list = json.putArray(name);
                listed.sorted().forEach(list::add);
            }
        }
    }

    private static void phones(ArrayNode array, Collection<PhoneNumber> phones) {
        new TreeSet<>(phones).forEach(phone -> array.add(phone.e164()));
    }

    /// What is not said is as by default.
    static Scope parse(JsonNode node) {
        if (!node.isObject()) {
            throw JsonBody.refused("a scope is a JSON object");
        }
        JsonBody json = new JsonBody(node);
        json.refuseOthers(MEMBERS);
        Scope otherwise = Scope.DEFAULT;
        return new Scope(
                choice(node, json, "direct"),
                choice(node, json, "groups"),
                Set.copyOf(json.phones("only")),
                Set.copyOf(json.phones("never")),
                json.flag("unknown_numbers", otherwise.unknownNumbers()),
                from(json.textOrNull("from")),
                json.flag("history", otherwise.history()),
                json.flag("receipts", otherwise.receipts()),
                json.flag("context", otherwise.context()),
                json.flag("broadcasts", otherwise.broadcasts()),
                json.flag("status", otherwise.status()),
                json.flag("channels", otherwise.channels()));
    }

    private static Choice choice(JsonNode node, JsonBody json, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return new Choice.All();
        }
        if (value.isArray()) {
            Set<String> chats = Set.copyOf(json.texts(name));
            if (!chats.stream().allMatch(chat -> chat.matches("[0-9A-Za-z._:-]+@[a-z.]+"))) {
                throw JsonBody.refused(
                        name + " lists chats by address, like 447700900001@s.whatsapp.net");
            }
            return new Choice.Listed(chats);
        }
        return switch (value.asString()) {
            case "all" -> new Choice.All();
            case "none" -> new Choice.None();
            default -> throw JsonBody.refused(name + " is all, none, or a list of chats");
        };
    }

    /// A day begins at midnight UTC.
    private static @Nullable Instant from(@Nullable String text) {
        try {
            if (text == null) {
                return null;
            }
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException _) {
            throw JsonBody.refused("from is a day like 2026-03-31, or a time in UTC");
        }
    }
}
