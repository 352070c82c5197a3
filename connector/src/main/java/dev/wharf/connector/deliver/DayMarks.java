package dev.wharf.connector.deliver;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Change;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// How far the archive had come when the current UTC day began: what a destination that takes whole
/// days may be given today. Whoever looks first on a day draws the mark, so somebody should look
/// soon after midnight. Safe for many threads.
public final class DayMarks {
    private static final String KIND = "day-mark";
    private static final String KEY = "last";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ArchiveReader reader;
    private final ArchiveWriter writer;
    private final Clock clock;

    public DayMarks(ArchiveReader reader, ArchiveWriter writer, Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
    }

    /// @param day ISO 8601
    record Mark(String day, long sequence) {}

    /// The last sequence that was archived before today, as far as anybody looked.
    public synchronized long today() {
        String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        Optional<Mark> known =
                reader.document(KIND, KEY).map(json -> JSON.readValue(json, Mark.class));
        // A clock that was set back draws no second mark.
        if (known.isPresent() && known.get().day().compareTo(today) >= 0) {
            return known.get().sequence();
        }
        Mark mark = new Mark(today, reader.lastSequence());
        writer.commit(List.of(new Change.PutDocument(KIND, KEY, JSON.writeValueAsString(mark))));
        return mark.sequence();
    }
}
