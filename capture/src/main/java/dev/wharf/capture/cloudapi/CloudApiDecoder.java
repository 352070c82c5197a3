package dev.wharf.capture.cloudapi;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.SourceKind;

import java.io.IOException;
import java.io.InputStream;

/// Reads webhooks of the WhatsApp Business Platform (Cloud API): the body of one, or a file with
/// one, with one on each line, or with a list of them.
///
/// One capture gives events of several chats. Updates that cannot be read become events of kind
/// `unknown` with their bytes and leave their neighbours alone. Files that a webhook names are
/// taken from [CaptureBody#companion]; without one they are missing, by name and digest.
///
/// Stateless; safe for many threads. What it opens is for one.
public final class CloudApiDecoder implements Decoder {
    static final String VERSION = "cloudapi/1";

    /// Enough for the longest run of what may stand before the first member that tells.
    private static final int BEGINNING = 256 << 10;

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public boolean recognises(CaptureEnvelope envelope, CaptureBody body) throws IOException {
        if (!mayHold(envelope.source())) {
            return false;
        }
        if (envelope.source() == SourceKind.CLOUD_API) {
            return true;
        }
        byte[] beginning = new byte[(int) Math.min(BEGINNING, Math.max(0, body.size()))];
        try (InputStream in = body.stream()) {
            return Shape.isWebhook(beginning, in.readNBytes(beginning, 0, beginning.length));
        }
    }

    /// A file that a person hands over is not known to be this before somebody looks.
    private static boolean mayHold(SourceKind source) {
        return source == SourceKind.CLOUD_API || source == SourceKind.CHAT_EXPORT;
    }

    @Override
    public DecodedCapture open(CaptureRecord record, CaptureBody body) throws IOException {
        return CloudApiCapture.survey(record, body);
    }

    @Override
    public DecodedCapture openLive(CaptureRecord record, CaptureBody body) {
        return new LiveWebhook(record, body);
    }
}
