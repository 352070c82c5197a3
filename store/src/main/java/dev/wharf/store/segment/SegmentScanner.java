package dev.wharf.store.segment;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/// Walks the frames of one segment file and, where one is damaged, finds the next. For one thread.
final class SegmentScanner {
    private static final int WINDOW = 256 * 1024;

    private final FileChannel channel;
    private long position;

    SegmentScanner(FileChannel channel, long position) {
        this.channel = channel;
        this.position = position;
    }

    sealed interface Found {
        long offset();

        /// Offset behind it.
        long end();

        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Whole(long offset, Frame.Head head, byte[] payload) implements Found {
            @Override
            public long end() {
                return offset + head.frameLength();
            }
        }

        /// @param head where only payload or tail are damaged
        record Broken(long offset, long end, Frame.@Nullable Head head) implements Found {}
    }

    /// The next frame or damage; null where nothing but zeros follows.
    @Nullable Found next() throws IOException {
        Frame.Head head = headAt(position);
        if (head == null) {
            return resynchronise();
        }
        ByteBuffer rest = read(position + Frame.HEAD, head.length() + Frame.TAIL);
        long offset = position;
        if (!Frame.whole(rest, head.length())) {
            position = Math.min(offset + head.frameLength(), channel.size());
            return new Found.Broken(offset, position, head);
        }
        byte[] payload = new byte[head.length()];
        rest.get(payload);
        position = offset + head.frameLength();
        return new Found.Whole(offset, head, payload);
    }

    private Frame.@Nullable Head headAt(long offset) throws IOException {
        return Frame.head(read(offset, Frame.HEAD));
    }

    /// From a place where no head stands to the next one, or to the last byte that is not zero.
    private @Nullable Found resynchronise() throws IOException {
        long from = position;
        long lastByte = from;
        for (long at = from; at < channel.size(); at += WINDOW) {
            ByteBuffer window = read(at, WINDOW + Frame.HEAD);
            for (int i = 0; i < Math.min(WINDOW, window.limit()); i++) {
                if (window.get(i) == 0) {
                    continue;
                }
                if (at + i > from && Frame.head(window.duplicate().position(i)) != null) {
                    position = at + i;
                    return new Found.Broken(from, position, null);
                }
                lastByte = at + i + 1;
            }
        }
        position = lastByte;
        return lastByte == from ? null : new Found.Broken(from, lastByte, null);
    }

    /// Whether a stretch has the marks of a write that never came to its end: its last byte, or a
    /// whole disk sector, is still the zero it was preallocated with.
    boolean torn(Found.Broken broken) throws IOException {
        Frame.Head head = broken.head();
        long end = head == null ? broken.end() : broken.offset() + head.frameLength();
        if (end > channel.size() || end - broken.offset() < Frame.HEAD) {
            return true;
        }
        byte[] bytes = read(broken.offset(), (int) (end - broken.offset())).array();
        if (bytes[bytes.length - 1] == 0) {
            return true;
        }
        int sector = 512;
        byte[] zero = new byte[sector];
        int first = (int) (-broken.offset() & (sector - 1));
        for (int at = first; at + sector <= bytes.length; at += sector) {
            if (Arrays.equals(bytes, at, at + sector, zero, 0, sector)) {
                return true;
            }
        }
        return false;
    }

    private ByteBuffer read(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                break;
            }
        }
        return buffer.flip();
    }
}
