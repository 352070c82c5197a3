package dev.wharf.site.alert;

import dev.wharf.core.alert.Alert;
import dev.wharf.site.api.JsonBody;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that is not well on the archive's side, all of it at a time: what a report no longer
/// names is over. It travels as JSON of version 1.
///
/// Bounded wherever it comes from: [#MOST] alerts, texts of one line and of so many characters.
///
/// @param open of kind CONNECTOR only, each subject once
public record AlertReport(List<Alert> open) {
    static final int MOST = 200;
    static final int LONGEST_SUBJECT = 200;
    static final int LONGEST_TEXT = 1_000;
    static final Alert.Kind KIND = Alert.Kind.CONNECTOR;

    private static final int VERSION = 1;

    /// Passes over other kinds, and what is beyond the bounds.
    public AlertReport {
        Map<String, Alert> kept = new LinkedHashMap<>();
        for (Alert alert : open) {
            if (alert.kind() == KIND && kept.size() < MOST) {
                String subject = Line.of(alert.subject(), LONGEST_SUBJECT);
                String text = Line.of(alert.text(), LONGEST_TEXT);
                kept.putIfAbsent(subject, new Alert(KIND, subject, null, text, alert.at()));
            }
        }
        open = List.copyOf(kept.values());
    }

    /// @throws dev.wharf.core.error.WharfException INPUT_UNREADABLE for another version or kind
    static AlertReport read(JsonBody body, Instant now) {
        if (!body.node("version").isIntegralNumber()
                || body.node("version").intValue() != VERSION) {
            throw JsonBody.refused("'version' is another than 1");
        }
        List<JsonBody> given = body.objects("alerts");
        if (given.size() > MOST) {
            throw JsonBody.refused("'alerts' takes at most 200");
        }
        List<Alert> open = new ArrayList<>();
        for (JsonBody each : given) {
            each.refuseOthers(Set.of("kind", "subject", "text"));
            if (!each.text("kind").equals(KIND.name())) {
                throw JsonBody.refused("'kind' is another than " + KIND);
            }
            open.add(new Alert(KIND, each.text("subject"), null, each.text("text"), now));
        }
        return new AlertReport(open);
    }

    public byte[] json() {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("version", VERSION);
        ArrayNode list = json.putArray("alerts");
        for (Alert alert : open) {
            list.addObject()
                    .put("kind", alert.kind().name())
                    .put("subject", alert.subject())
                    .put("text", alert.text());
        }
        return JsonMapper.shared().writeValueAsBytes(json);
    }

    /// The subjects of what is open.
    public List<String> subjects() {
        return open.stream().map(Alert::subject).toList();
    }
}
