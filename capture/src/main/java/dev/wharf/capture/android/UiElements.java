package dev.wharf.capture.android;

import dev.wharf.capture.database.Row;
import dev.wharf.capture.json.Nodes;
import dev.wharf.core.event.Field;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;

/// Interactive messages of businesses: `message_ui_elements`, whose content is JSON of WhatsApp's
/// own (title, description, buttons, lists). For one thread.
final class UiElements implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Satellite rows;

    UiElements(Store store) throws IOException {
        rows =
                store.satellite(
                        "message_ui_elements",
                        "message_row_id",
                        "element_content",
                        "description",
                        "footer_text",
                        "button_text");
    }

    void read(long message, Said said) throws IOException {
        rows.each(message, row -> element(row, said));
    }

    private static void element(Row row, Said said) {
        String content = row.someText("s.element_content");
        JsonNode json = json(content);
        String title = json == null ? null : Nodes.text(json, "title");
        String description = json == null ? null : Nodes.text(json, "description");
        description =
                description == null || description.isEmpty()
                        ? row.someText("s.description")
                        : description;
        said.form("interactive", title);
        if (said.hasText()) {
            said.field("description", description);
        } else {
            said.text(description);
        }
        said.field("button", row.someText("s.button_text"));
        said.field("footer", row.someText("s.footer_text"));
        if (json == null) {
            said.field("content", content);
            return;
        }
        for (Field field : Nodes.fields(json)) {
            if (!field.name().equals("title") && !field.name().equals("description")) {
                said.field(field.name(), field.value());
            }
        }
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        if (text == null || !text.startsWith("{")) {
            return null;
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            return null;
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
