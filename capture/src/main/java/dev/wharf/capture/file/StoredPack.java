package dev.wharf.capture.file;

import dev.wharf.core.capture.CaptureBody;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A [FolderPack] of more files than a zip of somebody else's may hold: the media of a phone are
/// half a million. It needs no trust: every file in it stands as it is, one behind the other, so
/// nothing can unpack to more than the bytes that are there; and a file takes a few hundred bytes
/// of memory, where the library's object takes thousands.
final class StoredPack implements OpenZip {
    static final int MOST_ENTRIES = 2_000_000;

    private static final int HEADER = 0x02014b50;
    private static final int HEADER_SIZE = 46;
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_HEADER_SIZE = 30;
    private static final long IN_EXTRA = 0xFFFF_FFFFL;
    private static final int ENCRYPTED = 1;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final List<PackedFile> files;

    private StoredPack(List<PackedFile> files) {
        this.files = files;
    }

    /// @return null when it is none, or small enough to be read like any zip
    /// @throws IOException when its directory cannot be read
    static @Nullable StoredPack open(String name, CaptureBody body) throws IOException {
        List<PackedFile> files = new ArrayList<>();
        try (BodyChannel channel = BodyChannel.open(body)) {
            long at = ZipLimits.directory(channel);
            if (at < 0) {
                return null;
            }
            channel.position(at);
            DataInputStream in =
                    new DataInputStream(
                            new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
            long end = 0;
            for (Entry entry = Entry.read(in); entry != null; entry = Entry.read(in)) {
                boolean first = files.isEmpty();
                if ((first && !entry.name.equals(FolderPack.SUMS))
                        || !entry.isAsItIs()
                        || entry.offset < end) {
                    return null;
                }
                if (files.size() == MOST_ENTRIES) {
                    throw ZipLimits.hostile(
                            name, "it holds more than %,d files".formatted(MOST_ENTRIES));
                }
                end = entry.offset + LOCAL_HEADER_SIZE + entry.size;
                files.add(entry.file(body));
            }
        }
        return files.size() > ZipLimits.MOST_ENTRIES ? new StoredPack(files) : null;
    }

    @Override
    public List<PackedFile> files() {
        return Collections.unmodifiableList(files);
    }

    @Override
    public @Nullable String damage() {
        return null;
    }

    /// The body belongs to who opened it.
    @Override
    public void close() {}

    private record Entry(
            String name, int flags, int method, long crc, long packed, long size, long offset) {

        /// @return null behind the last one
        static @Nullable Entry read(DataInputStream in) throws IOException {
            byte[] header = in.readNBytes(HEADER_SIZE);
            ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
            if (header.length < HEADER_SIZE || fields.getInt(0) != HEADER) {
                return null;
            }
            byte[] name = in.readNBytes(fields.getShort(28) & 0xFFFF);
            byte[] extra = in.readNBytes(fields.getShort(30) & 0xFFFF);
            in.skipNBytes(fields.getShort(32) & 0xFFFF);
            Wide wide = new Wide(extra);
            long size = wide.instead(fields.getInt(24));
            long packed = wide.instead(fields.getInt(20));
            return new Entry(
                    new String(name, StandardCharsets.UTF_8),
                    fields.getShort(8),
                    fields.getShort(10),
                    fields.getInt(16) & 0xFFFF_FFFFL,
                    packed,
                    size,
                    wide.instead(fields.getInt(42)));
        }

        boolean isAsItIs() {
            return method == 0
                    && (flags & ENCRYPTED) == 0
                    && size >= 0
                    && size == packed
                    && offset >= 0;
        }

        PackedFile file(CaptureBody body) {
            Stored stored = new Stored(body, offset, size);
            return new PackedFile(name, size, crc, null, NO_TIME, stored::stream, stored);
        }
    }

    /// The numbers of 64 bits that stand beside an entry where 32 do not do, in their order.
    private static final class Wide {
        private static final int TAG = 1;

        private final ByteBuffer numbers;

        Wide(byte[] extra) {
            ByteBuffer all = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer found = ByteBuffer.allocate(0);
            while (all.remaining() >= 4) {
                int tag = all.getShort() & 0xFFFF;
                int length = Math.min(all.getShort() & 0xFFFF, all.remaining());
                if (tag == TAG) {
                    found = all.slice(all.position(), length).order(ByteOrder.LITTLE_ENDIAN);
                }
                all.position(all.position() + length);
            }
            numbers = found;
        }

        long instead(int narrow) {
            long value = narrow & IN_EXTRA;
            return value == IN_EXTRA && numbers.remaining() >= 8 ? numbers.getLong() : value;
        }
    }

    /// A file in its place, which its own header tells when it is first read.
    private record Stored(CaptureBody whole, long header, long size) implements CaptureBody {
        private Slice slice() throws IOException {
            ByteBuffer local =
                    ByteBuffer.allocate(LOCAL_HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
            try (BodyChannel channel = BodyChannel.open(whole)) {
                channel.position(header);
                while (local.hasRemaining()) {
                    if (channel.read(local) < 0) {
                        throw new EOFException();
                    }
                }
            }
            if (local.getInt(0) != LOCAL_HEADER) {
                throw new IOException("no file stands where the zip's list says");
            }
            int names = (local.getShort(26) & 0xFFFF) + (local.getShort(28) & 0xFFFF);
            return new Slice(whole, header + LOCAL_HEADER_SIZE + names, size);
        }

        @Override
        public InputStream stream() throws IOException {
            return slice().stream();
        }

        @Override
        public SeekableByteChannel channel() throws IOException {
            return slice().channel();
        }

        /// The whole is somebody else's to close.
        @Override
        public void close() {}
    }
}
