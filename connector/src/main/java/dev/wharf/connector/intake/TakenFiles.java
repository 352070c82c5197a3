package dev.wharf.connector.intake;

import dev.wharf.core.archive.ArchiveReader;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// What became of every file that was ever taken in, and which bytes need not be read again.
///
/// In memory, about half a kilobyte a file, because each new file is compared with all of them. It
/// grows with what people hand over (a thousand exports are a busy year), never with live captures:
/// of those one number is kept. For one thread.
final class TakenFiles {
    private final Map<String, IntakeProgress> begun = new HashMap<>();
    private final Map<String, IntakeProgress> read = new HashMap<>();

    private TakenFiles() {}

    /// Knows nothing: every file is read.
    static TakenFiles none() {
        return new TakenFiles();
    }

    TakenFiles(ArchiveReader reader) {
        reader.documents(IntakeProgress.KIND)
                .forEach(document -> remember(IntakeProgress.parse(document.json())));
    }

    void remember(IntakeProgress reached) {
        begun.put(reached.key(), reached);
        if (reached.state() == IntakeProgress.State.DONE && !reached.reading().isEmpty()) {
            read.merge(
                    reached.reading(),
                    reached,
                    (first, next) -> whole(first).counters().failed() > 0 ? next : first);
        }
    }

    @Nullable IntakeProgress of(long capture, int part) {
        return begun.get(IntakeProgress.key(capture, part));
    }

    /// A capture's parts as one; part 0, which comes last, is given.
    IntakeProgress whole(IntakeProgress last) {
        IntakeProgress whole = last;
        IntakeProgress part = last;
        for (int i = 1; part != null; i++) {
            part = of(last.capture(), i);
            whole = part == null ? whole : whole.with(part);
        }
        return whole;
    }

    /// The capture of the same bytes, read the same way for the same people, of which every copy is
    /// in the archive. What failed may succeed when it is read again.
    @Nullable IntakeProgress same(String reading) {
        IntakeProgress found = read.get(reading);
        IntakeProgress whole = found == null ? null : whole(found);
        return whole == null || whole.counters().failed() > 0 ? null : whole;
    }

    boolean isEmpty() {
        return read.isEmpty();
    }
}
