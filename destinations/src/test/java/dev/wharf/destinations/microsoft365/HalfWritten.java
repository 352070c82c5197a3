package dev.wharf.destinations.microsoft365;

import dev.wharf.destinations.microsoft365.graph.GraphCall;
import dev.wharf.destinations.microsoft365.graph.GraphClient;
import dev.wharf.destinations.microsoft365.item.WharfProperty;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Base64;

/// Items as a process leaves them that was killed between an item and the last word on its files.
final class HalfWritten {
    private final GraphClient client;
    private final String folder;

    HalfWritten(FakeTenant tenant) {
        client = tenant.newClient();
        tenant.open(FakeTenant.ALICE);
        folder = "folder1";
    }

    /// @param files as `WharfFiles` promises
    /// @param there size of the one file that arrived
    String item(String messageId, String files, int there) {
        ObjectNode item = JsonMapper.shared().createObjectNode().put("subject", "half");
        property(item, WharfProperty.KEY, messageId);
        property(item, WharfProperty.STATE, WharfProperty.INCOMPLETE);
        property(item, WharfProperty.FILES, files);
        property(item, WharfProperty.MESSAGE_FLAGS, "1");
        item.putArray("attachments")
                .addObject()
                .put("@odata.type", "#microsoft.graph.fileAttachment")
                .put("name", "a")
                .put("contentBytes", Base64.getEncoder().encodeToString(new byte[there]));
        GraphCall call =
                GraphCall.post(
                                "/users/%s/mailFolders/%s/messages"
                                        .formatted(FakeTenant.ALICE, folder),
                                item,
                                "half an item")
                        .with("Prefer", "IdType=\"ImmutableId\"");
        JsonNode made = client.json(call);
        return made.path("id").asString("");
    }

    private static void property(ObjectNode item, String id, String value) {
        item.withArray("singleValueExtendedProperties")
                .addObject()
                .put("id", id)
                .put("value", value);
    }
}
