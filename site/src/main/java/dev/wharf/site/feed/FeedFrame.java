package dev.wharf.site.feed;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// How one entry travels (big-endian), see `docs/formats.md`:
///
/// ```
///  0  1  kind
///  1  4  length of the content
///  5  n  content
///  …  4  CRC-32C of everything before
/// ```
final class FeedFrame {
    static final String TYPE = "application/vnd.wharf.feed";
    static final byte[] MAGIC = {'W', 'H', 'F', 'E', 'E', 'D', '0', '1'};

    /// A segment's header: its first sequence, then the header's own bytes; those are absent when
    /// it is damaged.
    static final byte SEGMENT = 1;

    /// A record: sequence, kind, segment, offset, then the payload.
    static final byte KEPT = 2;

    /// Records that cannot be read: first and last sequence, then a text for a person.
    static final byte DAMAGE = 3;

    /// The end: first sequence held, durable, acknowledged. What ends without it was broken off.
    static final byte END = 9;

    static final int OVERHEAD = 9;
    static final int MOST_CONTENT = (16 << 20) + 64;

    private FeedFrame() {}

    static byte[] encode(byte kind, byte[] content) {
        ByteBuffer frame = ByteBuffer.allocate(content.length + OVERHEAD);
        frame.put(kind).putInt(content.length).put(content);
        return frame.putInt(crc(frame.duplicate().flip())).array();
    }

    static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
