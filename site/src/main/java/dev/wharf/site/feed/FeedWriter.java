package dev.wharf.site.feed;

import dev.wharf.site.journal.SealedJournal;
import dev.wharf.site.journal.SealedJournal.Entry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes a stretch of the journal as it is asked for: a page at a time, at the pace of whoever
/// reads it. For one thread.
final class FeedWriter {
    private static final int PAGE = 256;
    private static final long PAGE_BYTES = 1 << 20;

    private final SealedJournal journal;
    private final OutputStream out;
    private long segment = -1;

    FeedWriter(SealedJournal journal, OutputStream out) {
        this.journal = journal;
        this.out = out;
    }

    /// @param limit of entries
    /// @param mostBytes of payloads, about
    void write(long after, int limit, long mostBytes) throws IOException {
        out.write(FeedFrame.MAGIC);
        long from = after;
        long bytes = 0;
        int count = 0;
        while (count < limit && (bytes < mostBytes || count == 0)) {
            long room = Math.clamp(mostBytes - bytes, 1, PAGE_BYTES);
            List<Entry> page = journal.after(from, Math.min(PAGE, limit - count), room);
            if (page.isEmpty()) {
                break;
            }
            for (Entry entry : page) {
                bytes += write(entry);
                from = last(entry);
            }
            count += page.size();
        }
        end();
    }

    private static long last(Entry entry) {
        return switch (entry) {
            case Entry.Kept kept -> kept.sequence();
            case Entry.Damage damage -> damage.last();
        };
    }

    private long write(Entry entry) throws IOException {
        return switch (entry) {
            case Entry.Kept kept -> {
                if (kept.segment() != segment) {
                    header(kept.segment());
                }
                ByteBuffer content = ByteBuffer.allocate(25 + kept.payload().length);
                content.putLong(kept.sequence()).put(kept.kind());
                content.putLong(kept.segment()).putLong(kept.offset()).put(kept.payload());
                put(FeedFrame.KEPT, content.array());
                yield kept.payload().length;
            }
            case Entry.Damage damage -> {
                byte[] text = damage.text().getBytes(StandardCharsets.UTF_8);
                ByteBuffer content = ByteBuffer.allocate(16 + text.length);
                content.putLong(damage.first()).putLong(damage.last()).put(text);
                put(FeedFrame.DAMAGE, content.array());
                yield text.length;
            }
        };
    }

    private void header(long of) throws IOException {
        byte[] header = journal.header(of).orElse(new byte[0]);
        ByteBuffer content = ByteBuffer.allocate(8 + header.length).putLong(of).put(header);
        put(FeedFrame.SEGMENT, content.array());
        segment = of;
    }

    private void end() throws IOException {
        ByteBuffer content = ByteBuffer.allocate(24);
        content.putLong(journal.first()).putLong(journal.durable());
        content.putLong(journal.acknowledged());
        put(FeedFrame.END, content.array());
    }

    private void put(byte kind, byte[] content) throws IOException {
        out.write(FeedFrame.encode(kind, content));
    }
}
