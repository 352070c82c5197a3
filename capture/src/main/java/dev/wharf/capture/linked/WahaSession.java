package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Gap;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.event.EventTime;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/// `session.status`. Where nothing is captured until somebody acts, it is a gap; what a code or a
/// challenge says is no evidence and is not repeated.
final class WahaSession {
    private static final Set<String> ENDINGS = Set.of("FAILED", "STOPPED", "LOGGED_OUT");

    private final Scene scene;

    WahaSession(Scene scene) {
        this.scene = scene;
    }

    Draft status(JsonNode body) {
        String status = Objects.requireNonNullElse(Nodes.text(body, "status"), "no status");
        EventTime time = time(body, status);
        Draft draft = scene.ofAccount(time);
        String text = "session.status: " + status;
        Content said =
                ENDINGS.contains(status)
                        ? new Gap(time.at(), "nothing is captured any more (" + text + ")")
                        : new Notice(Topic.ACCOUNT, text);
        return draft.saying(said);
    }

    /// The last entry of the session's own list, which is the status told of.
    private EventTime time(JsonNode body, String status) {
        List<JsonNode> past = Nodes.list(body, "statuses");
        JsonNode last = past.isEmpty() ? null : past.getLast();
        boolean same = status.equals(Nodes.text(last, "status"));
        return scene.time(same ? Nodes.text(last, "timestamp") : null);
    }
}
