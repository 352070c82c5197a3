package dev.wharf.core.capture;

import java.util.regex.Pattern;

/// SHA-256 of plain content, in lower-case hex, so that `sha256sum` can audit it.
///
/// It stands in events and mails. Files on disk are never named by it (a plain digest would tell
/// who holds a known file): stores name blobs by a keyed hash.
public record ContentDigest(String sha256) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public ContentDigest {
        if (!HEX.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a lower-case SHA-256");
        }
    }

    @Override
    public String toString() {
        return sha256;
    }
}
