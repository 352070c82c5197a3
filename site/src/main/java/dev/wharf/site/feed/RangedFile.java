package dev.wharf.site.feed;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.journal.MediaId;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A sealed file of a site elsewhere, read in blocks as they are needed. For one thread.
///
/// Blocks begin small, for those who look at a header or a zip's directory, and grow while reading
/// goes straight on.
final class RangedFile implements SeekableByteChannel {
    private static final int SMALLEST = 64 * 1024;
    private static final int LARGEST = 4 << 20;
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

    private final SiteClient client;
    private final String path;
    private final long size;
    private byte[] block;
    private long blockAt;
    private int step = SMALLEST;
    private long position;
    private boolean open = true;

    private RangedFile(SiteClient client, String path, Part first) {
        this.client = client;
        this.path = path;
        this.size = first.size();
        this.block = first.bytes();
    }

    /// @throws WharfException `NOT_FOUND` when the site does not hold it
    static RangedFile open(SiteClient client, MediaId id) throws IOException {
        String path = "/v1/files/" + id;
        return new RangedFile(client, path, ask(client, path, 0, SMALLEST));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(byte[] bytes, long size) {}

    private static Part ask(SiteClient client, String path, long from, int length)
            throws IOException {
        String range = "bytes=%d-%d".formatted(from, from + length - 1);
        HttpResponse<byte[]> answer =
                client.ask(new SiteClient.Ask("GET", path, range, null, ANSWER));
        if (answer.statusCode() == 404) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND, "the site does not hold the file any more: " + path);
        }
        Matcher stretch =
                CONTENT_RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
        if (answer.statusCode() != 206
                || !stretch.matches()
                || Long.parseLong(stretch.group(1)) != from
                || Long.parseLong(stretch.group(2)) != from + answer.body().length - 1) {
            throw new IOException("the site gave another stretch of the file");
        }
        return new Part(answer.body(), Long.parseLong(stretch.group(3)));
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        requireOpen();
        if (!into.hasRemaining()) {
            return 0;
        }
        if (position >= size) {
            return -1;
        }
        if (position < blockAt || position >= blockAt + block.length) {
            fetch();
        }
        int from = (int) (position - blockAt);
        int count = Math.min(into.remaining(), block.length - from);
        into.put(block, from, count);
        position += count;
        return count;
    }

    private void fetch() throws IOException {
        boolean straightOn = position == blockAt + block.length;
        step = straightOn ? Math.min(LARGEST, step * 2) : SMALLEST;
        Part part = ask(client, path, position, (int) Math.min(step, size - position));
        if (part.size() != size) {
            throw new IOException("the site gave another file");
        }
        block = part.bytes();
        blockAt = position;
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) throws IOException {
        requireOpen();
        if (to < 0) {
            throw new IllegalArgumentException("before the beginning");
        }
        position = to;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return size;
    }

    private void requireOpen() throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        block = new byte[0];
    }
}
