package dev.wharf.capture.linked;

import dev.wharf.capture.json.JsonText;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.SourceKind;

import java.io.IOException;
import java.io.InputStream;

/// Reads webhooks of the gateways through which linked devices are captured, WAHA and GOWA: the
/// body of one, or a file with one, with one on each line, or with a list of them.
///
/// What is of neither gateway, or of a kind that is not known, becomes an event of kind `unknown`
/// with its bytes. Files that a webhook names are taken from [CaptureBody#companion].
///
/// Stateless; safe for many threads. What it opens is for one.
public final class LinkedDecoder implements Decoder {
    static final String VERSION = "linked/1";

    private static final int BEGINNING = 256 << 10;

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public boolean recognises(CaptureEnvelope envelope, CaptureBody body) throws IOException {
        if (envelope.source() == SourceKind.LINKED_DEVICE) {
            return true;
        }
        // A file that a person hands over is not known to be this before somebody looks.
        if (envelope.source() != SourceKind.CHAT_EXPORT) {
            return false;
        }
        byte[] beginning = new byte[(int) Math.min(BEGINNING, Math.max(0, body.size()))];
        try (InputStream in = body.stream()) {
            return isWebhook(beginning, in.readNBytes(beginning, 0, beginning.length));
        }
    }

    private static boolean isWebhook(byte[] beginning, int length) {
        int start = 0;
        while (start < length && (beginning[start] <= ' ' || beginning[start] == '[')) {
            // A byte order mark is below zero.
            start++;
        }
        var members = new JsonText(beginning, start, length).members();
        JsonText event = members.get("event");
        return event != null
                && !event.isObject()
                && members.containsKey("payload")
                && (members.containsKey("session")
                        || members.containsKey("session_id")
                        || members.containsKey("device_id"));
    }

    @Override
    public DecodedCapture open(CaptureRecord record, CaptureBody body) throws IOException {
        return LinkedCapture.survey(record, body);
    }
}
