package dev.wharf.store.segment;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// How one record lies in a segment (big-endian):
///
/// ```
///  0  4  magic 57 48 46 4D ("WHFM")
///  4  4  length of the payload
///  8  8  sequence
/// 16  8  sequence of the first record of its group: those made durable by one fsync
/// 24  1  kind
/// 25  3  zero
/// 28  4  CRC-32C of bytes 0 to 27
/// 32  n  payload
///  …  4  CRC-32C of the payload
///  …  4  end mark FF 45 4E FF: never ends in zero, so a torn write shows
/// ```
final class Frame {
    static final int MAGIC = 0x5748464D;
    static final int HEAD = 32;
    static final int TAIL = 8;
    static final int MOST_PAYLOAD = 16 << 20;

    private static final int END = 0xFF454EFF;

    private Frame() {}

    /// @param group sequence of the group's first record
    record Head(int length, long sequence, long group, byte kind) {
        long frameLength() {
            return (long) HEAD + length + TAIL;
        }
    }

    static int length(byte[] payload) {
        return HEAD + payload.length + TAIL;
    }

    static void encode(ByteBuffer out, long sequence, long group, byte kind, byte[] payload) {
        int start = out.position();
        out.putInt(MAGIC).putInt(payload.length).putLong(sequence).putLong(group);
        out.put(kind).put((byte) 0).putShort((short) 0);
        out.putInt(crc(out.duplicate().flip().position(start)));
        out.put(payload);
        out.putInt(crc(ByteBuffer.wrap(payload))).putInt(END);
    }

    /// The head at the buffer's position; null when there is none.
    static @Nullable Head head(ByteBuffer in) {
        if (in.remaining() < HEAD || in.getInt(in.position()) != MAGIC) {
            return null;
        }
        int at = in.position();
        ByteBuffer checked = in.duplicate().limit(at + HEAD - 4);
        int length = in.getInt(at + 4);
        if (in.getInt(at + HEAD - 4) != crc(checked) || length < 0 || length > MOST_PAYLOAD) {
            return null;
        }
        return new Head(length, in.getLong(at + 8), in.getLong(at + 16), in.get(at + 24));
    }

    /// Whether what follows the head (payload and tail) is whole.
    static boolean whole(ByteBuffer rest, int length) {
        if (rest.remaining() < length + TAIL) {
            return false;
        }
        int at = rest.position();
        ByteBuffer payload = rest.duplicate().limit(at + length);
        return rest.getInt(at + length) == crc(payload) && rest.getInt(at + length + 4) == END;
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
