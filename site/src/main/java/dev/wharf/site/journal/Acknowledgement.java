package dev.wharf.site.journal;

import dev.wharf.store.segment.ChannelOpener;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// Up to where the archive has everything: a file of two places of 16 bytes (sequence, CRC-32C,
/// zero), written in turn, so that one is whole whatever happens. Safe for many threads.
final class Acknowledgement implements AutoCloseable {
    private static final int PLACE = 16;

    private final FileChannel channel;
    private long acknowledged;
    private int place;

    Acknowledgement(Path file, ChannelOpener opener) throws IOException {
        this.channel = opener.open(file);
        for (int each = 0; each < 2; each++) {
            ByteBuffer bytes = ByteBuffer.allocate(PLACE);
            channel.read(bytes, (long) each * PLACE);
            bytes.flip();
            if (bytes.remaining() == PLACE) {
                long sequence = bytes.getLong();
                if (bytes.getInt() == crc(sequence) && sequence > acknowledged) {
                    acknowledged = sequence;
                    place = 1 - each;
                }
            }
        }
    }

    synchronized long get() {
        return acknowledged;
    }

    /// Durable when it returns. Never goes back.
    synchronized void set(long sequence) throws IOException {
        if (sequence <= acknowledged) {
            return;
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(PLACE).putLong(sequence).putInt(crc(sequence)).putInt(0).flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes, (long) place * PLACE + bytes.position());
        }
        channel.force(true);
        acknowledged = sequence;
        place = 1 - place;
    }

    private static int crc(long sequence) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(8).putLong(sequence).flip());
        return (int) crc.getValue();
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
