package dev.wharf.connector.intake;

import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.SourceReport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/// What is kept beside the original of a file: the survey, and under `envelope` how it was handed
/// over, so that it can be decoded again.
final class KeptReport {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ENVELOPE = "envelope";

    private KeptReport() {}

    static String json(SourceReport report, CaptureRecord capture) {
        ObjectNode json = JSON.valueToTree(report);
        json.set(ENVELOPE, KeptEnvelope.tree(capture));
        return JSON.writeValueAsString(json);
    }

    static SourceReport report(String json) {
        ObjectNode tree = (ObjectNode) JSON.readTree(json);
        tree.remove(ENVELOPE);
        return JSON.treeToValue(tree, SourceReport.class);
    }

    /// Empty for what was kept before envelopes were.
    static Optional<CaptureRecord> envelope(CaptureId capture, String json) {
        JsonNode envelope = JSON.readTree(json).get(ENVELOPE);
        return envelope == null
                ? Optional.empty()
                : Optional.of(KeptEnvelope.decode(capture, envelope));
    }
}
