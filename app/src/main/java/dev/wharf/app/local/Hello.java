package dev.wharf.app.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The first thing each side says, in every version of Wharf: which version it is. All else may
/// change with the version, and is spoken only between equal ones.
///
/// ```
/// hello = magic "WHARFVRB"(8) length(1) version(length, UTF-8)
/// ```
record Hello(String version) {

    private static final byte[] MAGIC = "WHARFVRB".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST = 100;

    byte[] bytes() {
        byte[] text = version.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MOST);
        return ByteBuffer.allocate(MAGIC.length + 1 + length)
                .put(MAGIC)
                .put((byte) length)
                .put(text, 0, length)
                .array();
    }

    static Hello read(FrameChannel from) throws IOException {
        if (!Arrays.equals(from.bytes(MAGIC.length), MAGIC)) {
            throw Frame.garbage();
        }
        byte length = from.bytes(1)[0];
        if (length < 0 || length > MOST) {
            throw Frame.garbage();
        }
        return new Hello(new String(from.bytes(length), StandardCharsets.UTF_8));
    }
}
