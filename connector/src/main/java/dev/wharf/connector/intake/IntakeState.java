package dev.wharf.connector.intake;

import dev.wharf.connector.people.PartyBook;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final List<Change.Resolve> resolving = new ArrayList<>();
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

    /// Audiences are rewritten only by resolving: by this import itself (see [#resolved]), or while
    /// it has given up its turn.
    Audience audience(int number) {
        return audiences.computeIfAbsent(number, this::read);
    }

    private Audience read(int number) {
        Audience audience = reader.audience(number);
        for (Change.Resolve resolve : resolving) {
            audience = Resolved.by(resolve, audience);
        }
        return audience;
    }

    /// A resolution is on its way to the archive: audiences are read as if it were there.
    void resolved(Change.Resolve resolve) {
        audiences.clear();
        resolving.add(resolve);
    }

    boolean isResolving() {
        return !resolving.isEmpty();
    }

    /// Everything that was on its way is committed.
    ///
    /// @return resolutions among it
    List<Change.Resolve> settled() {
        List<Change.Resolve> done = List.copyOf(resolving);
        audiences.clear();
        resolving.clear();
        return done;
    }

    long nextBatch() {
        return batches + 1;
    }

    long takeBatch() {
        return ++batches;
    }
}
