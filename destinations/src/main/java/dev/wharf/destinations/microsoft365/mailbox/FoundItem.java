package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.destinations.microsoft365.item.WharfProperty;

import tools.jackson.databind.JsonNode;

import java.util.Locale;

/// An item of ours, as asking for its properties shows it.
///
/// @param id as Graph calls it
/// @param files as `WharfFiles` tells
record FoundItem(String id, String key, String state, String files) {

    /// What a GET must ask for to be read by [#read]; a value of `$expand`, not yet encoded.
    static String expand(String... more) {
        StringBuilder ids = new StringBuilder();
        ids.append(one(WharfProperty.KEY)).append(" or ").append(one(WharfProperty.STATE));
        ids.append(" or ").append(one(WharfProperty.FILES));
        for (String id : more) {
            ids.append(" or ").append(one(id));
        }
        return "singleValueExtendedProperties($filter=" + ids + ")";
    }

    private static String one(String id) {
        return "id eq '" + id + "'";
    }

    static FoundItem read(JsonNode message) {
        return new FoundItem(
                message.path("id").asString(""),
                property(message, WharfProperty.KEY),
                property(message, WharfProperty.STATE),
                property(message, WharfProperty.FILES));
    }

    /// Exchange writes ids in its own way: `String {GUID} Name x`, `String 0x1a`.
    static String property(JsonNode message, String id) {
        for (JsonNode one : message.path("singleValueExtendedProperties")) {
            if (same(one.path("id").asString(""), id)) {
                return one.path("value").asString("");
            }
        }
        return "";
    }

    private static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String id) {
        return id.toLowerCase(Locale.ROOT).replace("0x0", "0x").replace("0x0", "0x");
    }

    boolean isComplete() {
        return state.equals(WharfProperty.COMPLETE);
    }
}
