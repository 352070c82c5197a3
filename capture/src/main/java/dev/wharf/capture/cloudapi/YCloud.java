package dev.wharf.capture.cloudapi;

import dev.wharf.capture.cloudapi.Update.As;
import dev.wharf.capture.cloudapi.Update.Setting;
import dev.wharf.capture.json.JsonText;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;

/// YCloud models everything anew, one update in each webhook: `{"id":…,"type":"whatsapp.…",
/// "whatsappInboundMessage":{…}}`. The names of members differ, times are RFC 3339, WhatsApp's own
/// id is `wamid`; what a message says has kept Meta's shape. Its files lie on YCloud's own hosts.
///
/// From its documents and its public client library (docs.ycloud.com); never tried against its
/// servers.
final class YCloud implements PartnerEnvelope {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String RECEIVED = "whatsappInboundMessage";
    private static final String SENT = "whatsappMessage";
    private static final Set<String> FILES =
            Set.of("image", "video", "document", "sticker", "audio");

    /// What YCloud calls what Meta calls otherwise.
    private static final Map<String, String> NAMES =
            Map.of(
                    "fromUserId", "from_user_id",
                    "fromParentUserId", "from_parent_user_id",
                    "toUserId", "to_user_id",
                    "toParentUserId", "to_parent_user_id");

    @Override
    public String partner() {
        return "YCloud";
    }

    @Override
    public boolean recognises(Map<String, JsonText> members) {
        JsonText type = members.get("type");
        return type != null
                && type.string().startsWith("whatsapp.")
                && members.containsKey("apiVersion")
                && members.containsKey("createTime");
    }

    @Override
    public void unwrap(
            Place place, JsonText document, Map<String, JsonText> members, ChangeWalk walk)
            throws IOException {
        JsonText given = members.get("type");
        String type = given == null ? "" : given.string();
        boolean received = members.containsKey(RECEIVED);
        String name = received ? RECEIVED : SENT;
        JsonText told = members.get(name);
        JsonNode node = told == null ? null : told.tree();
        As as = as(type, received);
        if (told == null || as == null || !(node instanceof ObjectNode object)) {
            Setting none = Setting.none(place, document);
            walk.found(new Update(place, As.UNKNOWN, "ycloud:" + type, document, document, none));
            return;
        }
        String own = object.path(received ? "to" : "from").asString("");
        Map<String, JsonText> value = JsonText.of(around(own, received, object)).members();
        String field = type.equals("whatsapp.smb.history") ? "history" : "messages";
        Setting in = new Setting(place, field, value, document, value.get("contacts"), null);
        JsonText read = JsonText.of(as == As.STATUS ? status(object) : message(object));
        walk.found(new Update(place.at(name), as, "", told, read, in));
    }

    private static @Nullable As as(String type, boolean received) {
        return switch (type) {
            case "whatsapp.inbound_message.received" -> As.MESSAGE;
            case "whatsapp.smb.message.echoes", "whatsapp.echo_message.created" -> As.ECHO;
            case "whatsapp.smb.history" -> received ? As.MESSAGE : As.ECHO;
            case "whatsapp.message.updated" -> As.STATUS;
            default -> null;
        };
    }

    /// What Meta writes beside a message.
    private static byte[] around(String own, boolean received, ObjectNode message) {
        ObjectNode value = MAPPER.createObjectNode();
        value.putObject("metadata").put("display_phone_number", own);
        JsonNode profile = message.get("customerProfile");
        if (profile != null) {
            ObjectNode contact = value.putArray("contacts").addObject();
            contact.set("profile", profile);
            String side = received ? "from" : "to";
            contact.put("wa_id", digits(message.path(side).asString("")));
            set(contact, "user_id", message.get(side + "UserId"));
            set(contact, "parent_user_id", message.get(side + "ParentUserId"));
        }
        return MAPPER.writeValueAsBytes(value);
    }

    private static void set(ObjectNode node, String name, @Nullable JsonNode value) {
        if (value != null) {
            node.set(name, value);
        }
    }

    private static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    private static byte[] message(ObjectNode given) {
        ObjectNode message = MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            String name = member.getKey();
            switch (name) {
                case "id" -> {}
                case "wamid" -> message.set("id", member.getValue());
                case "from", "to" -> message.put(name, digits(member.getValue().asString("")));
                default ->
                        message.set(
                                NAMES.getOrDefault(name, name),
                                FILES.contains(name) ? file(member.getValue()) : member.getValue());
            }
        }
        seconds(message, given, "sendTime");
        return MAPPER.writeValueAsBytes(message);
    }

    private static JsonNode file(JsonNode given) {
        if (!(given instanceof ObjectNode)) {
            return given;
        }
        ObjectNode file = MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            String name = member.getKey();
            String meta =
                    switch (name) {
                        case "mimeType" -> "mime_type";
                        case "link" -> "url";
                        default -> name;
                    };
            file.set(meta, member.getValue());
        }
        return file;
    }

    private static byte[] status(ObjectNode given) {
        ObjectNode status = MAPPER.createObjectNode();
        set(status, "id", given.get("wamid"));
        set(status, "status", given.get("status"));
        status.put("recipient_id", digits(given.path("to").asString("")));
        set(status, "recipient_user_id", given.get("toUserId"));
        seconds(status, given, "updateTime");
        JsonNode error = given.get("whatsappApiError");
        if (error != null) {
            status.putArray("errors").add(error);
        }
        return MAPPER.writeValueAsBytes(status);
    }

    private static void seconds(ObjectNode node, ObjectNode given, String name) {
        String time = given.path(name).asString("");
        try {
            node.put("timestamp", Long.toString(Instant.parse(time).getEpochSecond()));
        } catch (DateTimeParseException noTime) {
            if (!time.isEmpty()) {
                node.put("timestamp", time);
            }
        }
    }
}
