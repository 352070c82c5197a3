package dev.wharf.core.capture;

/// A file that a capture names, as far as it need be known to carry it elsewhere.
///
/// @param mediaId as the capture's own bytes name it
/// @param size in bytes; -1 when it does not lie beside the capture, see [CaptureBody#missing]
public record CompanionFile(String mediaId, long size) {
    public boolean isMissing() {
        return size < 0;
    }
}
