package dev.wharf.capture.android;

import dev.wharf.core.event.Content.Notice;

import java.io.IOException;

/// What WhatsApp tells a chat: type 7. For one thread.
final class SystemMessages implements AutoCloseable {
    private final Satellite rows;

    SystemMessages(Store store, People people) throws IOException {
        rows = store.satellite("message_system", "message_row_id", "action_type");
    }

    void read(MessageRow message, Scene scene, Out.Raw raw, Out out) throws IOException {
        long action = rows.<Long>first(message.id(), row -> row.integer("s.action_type")).orElse(-1L);
        out.event(
                message.locator(),
                raw,
                scene.draft().saying(new Notice(Notice.Topic.OTHER, "system message " + action)));
    }

    @Override
    public void close() {
        rows.close();
    }
}
