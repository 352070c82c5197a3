package dev.wharf.store.segment;

import dev.wharf.store.segment.SegmentScanner.Found;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;

/// Decides, when a log is opened, where its last segment really ends.
///
/// Only the last group of records can be unfinished: every earlier one was made durable before the
/// next was written. In that group, what has the marks of an unfinished write is cut off, together
/// with all that follows: nobody was told that it is safe. Everything else that is damaged stays,
/// to be named by whoever reads it: it was safe once, and something changed it.
final class SegmentRecovery {
    private static final long UNKNOWN = -1;

    private final SegmentScanner scanner;
    private End end;
    private @Nullable Cut cut;

    private SegmentRecovery(SegmentScanner scanner, long firstSequence) {
        this.scanner = scanner;
        this.end = new End(0, firstSequence, false);
    }

    /// @param offset behind the last byte to keep
    /// @param nextSequence of the next record to append
    /// @param headed whether the segment's own header can be read
    record End(long offset, long nextSequence, boolean headed) {}

    /// Where to cut, unless a later group proves that the group of the cut was safe.
    ///
    /// @param group [#UNKNOWN] until the next whole frame tells
    private record Cut(End at, long group) {}

    static End find(FileChannel channel, long firstSequence) throws IOException {
        SegmentScanner scanner = new SegmentScanner(channel, 0);
        return new SegmentRecovery(scanner, firstSequence).find();
    }

    private End find() throws IOException {
        for (Found found = scanner.next(); found != null; found = scanner.next()) {
            switch (found) {
                case Found.Whole whole -> pass(whole);
                case Found.Broken broken -> pass(broken);
            }
        }
        return cut == null ? end : cut.at();
    }

    private void pass(Found.Whole whole) {
        Frame.Head head = whole.head();
        if (cut != null && cut.group() == UNKNOWN) {
            cut = new Cut(cut.at(), head.group());
        } else if (cut != null && cut.group() != head.group()) {
            cut = null;
        }
        boolean header = head.kind() == SegmentLog.HEADER;
        end =
                new End(
                        whole.end(),
                        header ? end.nextSequence() : head.sequence() + 1,
                        end.headed() || header);
    }

    private void pass(Found.Broken broken) throws IOException {
        if (cut == null && scanner.torn(broken)) {
            cut = new Cut(end, UNKNOWN);
        }
        Frame.Head head = broken.head();
        boolean header = head != null && head.kind() == SegmentLog.HEADER;
        end =
                new End(
                        broken.end(),
                        header ? end.nextSequence() : end.nextSequence() + 1,
                        end.headed());
    }
}
