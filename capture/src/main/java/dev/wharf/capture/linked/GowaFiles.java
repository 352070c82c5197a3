package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/// How GOWA names files: by their path on its disk, `statics/media/…`, which it also serves; where
/// it did not download them, by an address of WhatsApp's that is of no use without the key. Such a
/// file is asked for by its message.
final class GowaFiles {
    /// Before the chat and the message of a file that the gateway must fetch first.
    static final String BY_MESSAGE = "message:";

    private GowaFiles() {}

    /// @param file a path, or an object with `path` or `url`
    /// @return null when it names none
    static @Nullable String id(JsonNode payload, JsonNode file) {
        String path = path(file);
        String message = Nodes.text(payload, "id");
        String chat = Nodes.text(payload, "chat_id", "chat_lid");
        if (path != null) {
            return path;
        }
        return Nodes.text(file, "url") == null || message == null || chat == null
                ? null
                : BY_MESSAGE + chat + "/" + message;
    }

    static @Nullable String path(JsonNode file) {
        String path = file.isString() ? file.asString() : Nodes.text(file, "path");
        return path == null || path.isBlank() ? null : path;
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
