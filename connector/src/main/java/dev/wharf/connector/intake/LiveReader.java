package dev.wharf.connector.intake;

import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.util.List;

/// Reads live captures, every one: what no decoder recognises, or what breaks, gives its bytes as
/// one event behind what could be read of it.
final class LiveReader {
    private static final Decoder RAW = new RawDecoder();

    private final List<Decoder> decoders;

    LiveReader(List<Decoder> decoders) {
        this.decoders = decoders;
    }

    /// Names an owner of whom nothing is known.
    static String ownerLabel(CaptureOwner owner) {
        return "owner of account " + owner.given();
    }

    void read(CaptureRecord capture, CaptureBody body, DecodedCapture.Sink sink)
            throws IOException {
        if (!isReadToItsEnd(capture, body, sink)) {
            try (DecodedCapture raw = RAW.open(capture, body)) {
                raw.events(sink);
            }
        }
    }

    private boolean isReadToItsEnd(
            CaptureRecord capture, CaptureBody body, DecodedCapture.Sink sink) throws IOException {
        try {
            for (Decoder decoder : decoders) {
                if (decoder.recognises(capture.envelope(), body)) {
                    try (DecodedCapture decoded = decoder.openLive(capture, body)) {
                        decoded.events(sink);
                    }
                    return true;
                }
            }
            return false;
        } catch (WharfException e) {
            if (e.code().kind() != ErrorKind.INPUT) {
                throw e;
            }
            return false;
        }
    }
}
