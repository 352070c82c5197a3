package dev.wharf.testkit.graph;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A message in the fake. Guarded by its server's lock.
public final class FakeMessage {
    private static final Pattern EXPANDED = Pattern.compile("id eq '([^']+)'");

    final String id;
    final String folder;
    final ObjectNode json;
    final Map<String, String> properties = new LinkedHashMap<>();
    final List<FakeAttachment> attachments = new ArrayList<>();
    final Instant created;

    FakeMessage(String id, String folder, ObjectNode json, Instant created) {
        this.id = id;
        this.folder = folder;
        this.json = json;
        this.created = created;
    }

    public String id() {
        return id;
    }

    /// Of an extended property, by its id as Graph writes it; null when it has none.
    public @Nullable String property(String wanted) {
        return properties.get(key(wanted));
    }

    /// Of a named property, whatever its property set.
    public @Nullable String named(String name) {
        return properties.entrySet().stream()
                .filter(
                        one ->
                                one.getKey()
                                        .endsWith(
                                                " name " + name.toLowerCase(java.util.Locale.ROOT)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    public List<FakeAttachment> attachments() {
        return List.copyOf(attachments);
    }

    public String subject() {
        return json.path("subject").asString("");
    }

    public JsonNode json() {
        return json;
    }

    /// Without the flags given at creation a message is a draft, and nothing changes that later.
    public boolean isDraft() {
        String flags = property("Integer 0x0E07");
        return flags == null || (Integer.parseInt(flags) & 8) != 0 || flags.equals("0");
    }

    /// Exchange does not tell cases of ids apart.
    static String key(String id) {
        return id.toLowerCase(java.util.Locale.ROOT);
    }

    /// As a GET shows it.
    ///
    /// @param expand the value of `$expand`, or empty
    ObjectNode shown(String expand) {
        ObjectNode shown = json.deepCopy();
        shown.remove("singleValueExtendedProperties");
        shown.remove("attachments");
        shown.put("id", id);
        shown.put("isDraft", isDraft());
        shown.put("hasAttachments", !attachments.isEmpty());
        shown.put("parentFolderId", folder);
        String received = property("SystemTime 0x0E06");
        shown.put(
                "receivedDateTime", received == null || isDraft() ? created.toString() : received);
        Matcher wanted = EXPANDED.matcher(expand);
        List<String> ids = new ArrayList<>();
        while (wanted.find()) {
            ids.add(wanted.group(1));
        }
        for (String one : ids) {
            String value = property(one);
            if (value != null) {
                shown.withArray("singleValueExtendedProperties")
                        .addObject()
                        .put("id", written(one))
                        .put("value", value);
            }
        }
        return shown;
    }

    /// Exchange writes hexadecimal ids without leading zeros and in lower case.
    private static String written(String id) {
        Matcher tag = Pattern.compile("(\\w+) 0x0*([0-9A-Fa-f]+)").matcher(id);
        return tag.matches()
                ? tag.group(1) + " 0x" + tag.group(2).toLowerCase(java.util.Locale.ROOT)
                : id;
    }
}
