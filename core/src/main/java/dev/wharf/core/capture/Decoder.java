package dev.wharf.core.capture;

import java.io.IOException;

/// Turns captures of one source into events. Versioned and repeatable: the same capture and options
/// give the same events, byte for byte, so `redecode` can prove or improve them.
///
/// Implementations are stateless and safe for many threads.
public interface Decoder {
    /// Name and version, as in `chatexport/1`; stands in every event's provenance.
    String version();

    /// Whether this decoder reads this capture; decided by content, not by name.
    boolean recognises(CaptureEnvelope envelope, CaptureBody body) throws IOException;

    /// Surveys the whole capture: decides shape, dates, zone, owner by evidence. Bounded memory.
    ///
    /// @throws dev.wharf.core.error.WharfException of kind INPUT when nothing in it can be read
    DecodedCapture open(CaptureRecord record, CaptureBody body) throws IOException;

    /// The same for a live capture, which has no questions and whose report nobody reads: a decoder
    /// that can saves the survey. Then it fails as `open` does while its events are read.
    default DecodedCapture openLive(CaptureRecord record, CaptureBody body) throws IOException {
        return open(record, body);
    }
}
