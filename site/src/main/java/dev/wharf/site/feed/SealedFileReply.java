package dev.wharf.site.feed;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.journal.MediaId;
import dev.wharf.site.journal.SealedJournal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.TreeMap;

/// A sealed file, or a stretch of it. Files never change, so a stretch asked for later fits.
final class SealedFileReply {
    private static final int BLOCK = 64 * 1024;

    private final SealedJournal journal;

    SealedFileReply(SealedJournal journal) {
        this.journal = journal;
    }

    Reply answer(Request request) throws IOException {
        MediaId id = id(request.path("id"));
        long size;
        try (SeekableByteChannel file = journal.file(id)) {
            size = file.size();
        }
        return switch (ByteRange.asked(request.header("Range"), size)) {
            case ByteRange.Asked.Whole _ -> reply(200, id, new ByteRange(0, size - 1), Map.of());
            case ByteRange.Asked.Part(ByteRange range) ->
                    reply(
                            206,
                            id,
                            range,
                            Map.of(
                                    "Content-Range",
                                    "bytes %d-%d/%d".formatted(range.first(), range.last(), size)));
            case ByteRange.Asked.Outside _ ->
                    Reply.empty(416).with("Content-Range", "bytes */" + size);
        };
    }

    private static MediaId id(String hex) {
        try {
            return MediaId.parse(hex);
        } catch (IllegalArgumentException none) {
            throw new WharfException(ErrorCode.NOT_FOUND, "There is no such file.", none);
        }
    }

    private Reply reply(int status, MediaId id, ByteRange range, Map<String, String> more) {
        Map<String, String> headers = new TreeMap<>(more);
        headers.put("Content-Type", "application/octet-stream");
        headers.put("Accept-Ranges", "bytes");
        headers.put("Content-Length", Long.toString(range.length()));
        return new Reply(status, headers, out -> copy(id, range, out));
    }

    private void copy(MediaId id, ByteRange range, OutputStream out) throws IOException {
        try (SeekableByteChannel file = journal.file(id)) {
            file.position(range.first());
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            long left = range.length();
            while (left > 0) {
                block.clear().limit((int) Math.min(BLOCK, left));
                int read = file.read(block);
                if (read < 0) {
                    throw new IOException("the file became shorter");
                }
                out.write(block.array(), 0, read);
                left -= read;
            }
        }
    }
}
