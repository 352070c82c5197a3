package dev.wharf.connector.align;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.chat.ConversationId;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// The slots of one chat, day by day, as the archive was at one sequence. Keeps a few days; for one
/// thread.
final class ChatRows {
    private static final int DAYS_KEPT = 12;
    private static final long MINUTES_A_DAY = 1_440;

    private final ArchiveReader reader;
    private final ConversationId chat;
    private final long base;
    private final Map<Integer, Slots> days =
            new LinkedHashMap<>(32, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, Slots> eldest) {
                    return size() > DAYS_KEPT;
                }
            };

    /// @param base items after this sequence do not exist for alignment
    ChatRows(ArchiveReader reader, ConversationId chat, long base) {
        this.reader = reader;
        this.chat = chat;
        this.base = base;
    }

    static int day(long minute) {
        return Math.toIntExact(Math.floorDiv(minute, MINUTES_A_DAY));
    }

    Slots day(int day) {
        Slots known = days.get(day);
        if (known == null) {
            known = load(day);
            days.put(day, known);
        }
        return known;
    }

    Slots around(long minute) {
        return day(day(minute));
    }

    private Slots load(int day) {
        try (Stream<ItemRow> rows = reader.rows(chat, day, day)) {
            var old = rows.filter(row -> row.sequence() <= base).toList();
            return old.isEmpty() ? Slots.NONE : new Slots(old);
        }
    }
}
