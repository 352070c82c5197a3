package dev.wharf.archive;

import dev.wharf.core.capture.ContentDigest;

/// Content that an item or a capture refers to, with the key that opens it. The key stands only
/// inside what is sealed under the holder's own key.
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record HeldContent(ContentDigest digest, BlobName name, long size, byte[] key) {

    @Override
    public String toString() {
        return name.toString();
    }
}
