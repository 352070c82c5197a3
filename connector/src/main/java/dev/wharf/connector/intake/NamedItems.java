package dev.wharf.connector.intake;

import dev.wharf.connector.align.Marks;
import dev.wharf.core.archive.ArchiveReader;

import org.jspecify.annotations.Nullable;

import java.util.stream.LongStream;

/// Which items of the archive have a name of WhatsApp's own: one bit each, read when somebody asks
/// first. For one thread.
final class NamedItems {
    private final ArchiveReader reader;
    private final Marks underway = new Marks();
    private @Nullable Marks archived;
    private long through;

    NamedItems(ArchiveReader reader) {
        this.reader = reader;
    }

    /// An item of the archive is given a name.
    void add(long sequence) {
        underway.add(sequence);
    }

    /// What was archived since has no names, for all we know: read them anew. Everything submitted
    /// must be committed.
    void forget() {
        archived = null;
    }

    /// Whether the item may be a message whose name is not known yet. Those that came since the
    /// names were read came with theirs.
    boolean isNameless(long sequence) {
        Marks known = archived;
        if (known == null) {
            known = read();
            archived = known;
        }
        return sequence <= through && !known.contains(sequence) && !underway.contains(sequence);
    }

    private Marks read() {
        through = reader.lastSequence();
        Marks marks = new Marks();
        try (LongStream named = reader.named()) {
            named.forEach(marks::add);
        }
        return marks;
    }
}
