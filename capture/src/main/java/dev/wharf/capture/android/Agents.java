package dev.wharf.capture.android;

import dev.wharf.capture.database.Select;

import java.io.IOException;

/// The tables by which a business that shares one number tells its people apart.
final class Agents {
    private Agents() {}

    static Satellite satellite(Store store) throws IOException {
        if (!store.schema().has("agent_message_attribution", "message_row_id")) {
            return Satellite.none();
        }
        Select select =
                new Select(store.schema(), "agent_message_attribution", "s")
                        .columns("s", "agent_id")
                        .leftJoin("agent_devices", "a", "a.agent_id = s.agent_id", "agent_id")
                        .columns("a", "agent_name");
        return Satellite.of(
                store.messages(), select, "agent_message_attribution", "message_row_id");
    }

    static Satellite devices(Store store) throws IOException {
        if (!store.schema().has("message_details", "message_row_id")
                || !store.schema().has("message_details", "author_device_jid")) {
            return Satellite.none();
        }
        Select select =
                new Select(store.schema(), "message_details", "s")
                        .leftJoin("jid", "j", "j._id = s.author_device_jid", "_id")
                        .columns("j", "raw_string");
        return Satellite.of(store.messages(), select, "message_details", "message_row_id");
    }
}
