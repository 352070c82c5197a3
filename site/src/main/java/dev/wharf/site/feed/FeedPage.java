package dev.wharf.site.feed;

import dev.wharf.site.journal.SealedJournal.Entry;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A stretch of the journal as it arrived.
///
/// @param headers of segments that its records lie in; without those that are damaged
record FeedPage(List<Entry> entries, Map<Long, byte[]> headers, State state) {

    /// How far the journal was when the stretch ended.
    record State(long first, long durable, long acknowledged) {}

    FeedPage {
        entries = List.copyOf(entries);
        headers = Map.copyOf(headers);
    }

    /// @throws IOException when it was broken off, changed on its way, or is something else
    static FeedPage parse(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] magic = new byte[FeedFrame.MAGIC.length];
        try {
            in.get(magic);
            if (!Arrays.equals(magic, FeedFrame.MAGIC)) {
                throw new IOException("this is no feed of version 1");
            }
            List<Entry> entries = new ArrayList<>();
            Map<Long, byte[]> headers = new HashMap<>();
            while (true) {
                Optional<State> end = read(in, entries, headers);
                if (end.isPresent()) {
                    return new FeedPage(entries, headers, end.get());
                }
            }
        } catch (BufferUnderflowException cut) {
            throw new IOException("the feed was broken off", cut);
        }
    }

    /// @return the state, at the end
    private static Optional<State> read(
            ByteBuffer in, List<Entry> entries, Map<Long, byte[]> headers) throws IOException {
        int start = in.position();
        byte kind = in.get();
        int length = in.getInt();
        if (length < 0 || length > FeedFrame.MOST_CONTENT) {
            throw new IOException("the feed was changed on its way");
        }
        byte[] content = new byte[length];
        in.get(content);
        ByteBuffer checked = in.duplicate().flip().position(start);
        if (FeedFrame.crc(checked) != in.getInt()) {
            throw new IOException("the feed was changed on its way");
        }
        ByteBuffer fields = ByteBuffer.wrap(content);
        switch (kind) {
            case FeedFrame.SEGMENT -> {
                long segment = fields.getLong();
                if (fields.hasRemaining()) {
                    headers.put(segment, rest(fields));
                }
            }
            case FeedFrame.KEPT -> entries.add(kept(fields));
            case FeedFrame.DAMAGE ->
                    entries.add(
                            new Entry.Damage(
                                    fields.getLong(),
                                    fields.getLong(),
                                    new String(rest(fields), StandardCharsets.UTF_8)));
            case FeedFrame.END -> {
                return Optional.of(new State(fields.getLong(), fields.getLong(), fields.getLong()));
            }
            default -> throw new IOException("a newer site sends entries of kind " + kind);
        }
        return Optional.empty();
    }

    private static Entry.Kept kept(ByteBuffer fields) {
        long sequence = fields.getLong();
        byte kind = fields.get();
        long segment = fields.getLong();
        long offset = fields.getLong();
        return new Entry.Kept(sequence, kind, rest(fields), segment, offset);
    }

    private static byte[] rest(ByteBuffer fields) {
        byte[] rest = new byte[fields.remaining()];
        fields.get(rest);
        return rest;
    }
}
