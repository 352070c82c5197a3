package dev.wharf.connector.intake;

import dev.wharf.connector.people.PartyBook;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Audience;

import java.util.LinkedHashMap;
import java.util.Map;

/// What one run's imports share. For one thread.
final class IntakeState {
    private static final int AUDIENCES_KEPT = 4_096;

    private final ArchiveWriter writer;
    private final ArchiveReader reader;
    private final PartyBook book;
    private final Map<Integer, Audience> audiences =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, Audience> eldest) {
                    return size() > AUDIENCES_KEPT;
                }
            };
    private long batches;

    IntakeState(ArchiveWriter writer, ArchiveReader reader) {
        this.writer = writer;
        this.reader = reader;
        this.book = new PartyBook(reader.parties());
    }

    ArchiveWriter writer() {
        return writer;
    }

    ArchiveReader reader() {
        return reader;
    }

    PartyBook book() {
        return book;
    }

    /// Audiences are rewritten only by resolving, which no import does while it runs.
    Audience audience(int number) {
        return audiences.computeIfAbsent(number, reader::audience);
    }

    long nextBatch() {
        return batches + 1;
    }

    long takeBatch() {
        return ++batches;
    }
}
