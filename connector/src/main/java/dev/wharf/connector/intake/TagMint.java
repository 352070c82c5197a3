package dev.wharf.connector.intake;

import dev.wharf.connector.align.BodyToken;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.item.ItemId;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Mints the item ids of one chat: the body's token, or its next free neighbour.
///
/// For one thread. Keeps the tags of a few days in memory; a day is dropped only when all that was
/// minted in it is committed, so that reading it again finds everything.
final class TagMint {
    private static final int DAYS_KEPT = 16;
    private static final int NEIGHBOURS = 1 << 16;

    private final ArchiveReader reader;
    private final ConversationId conversation;
    private final Set<Integer> daysWithItems = new HashSet<>();
    private final LinkedHashMap<Integer, Day> days = new LinkedHashMap<>(32, 0.75f, true);
    private final boolean fresh;

    private static final class Day {
        final Map<Long, Integer> next = new HashMap<>();
        final Set<Long> spilled = new HashSet<>();
        long lastBatch;

        boolean taken(long tag) {
            return BodyToken.neighbour(tag) < next.getOrDefault(BodyToken.body(tag), 0)
                    || hasSpilled(tag);
        }

        boolean hasSpilled(long tag) {
            return !spilled.isEmpty() && spilled.contains(tag);
        }
    }

    /// @param fresh the archive held nothing of the chat: no day needs to be read before its first
    ///   item
    TagMint(ArchiveReader reader, ConversationId conversation, boolean fresh) {
        this.reader = reader;
        this.conversation = conversation;
        this.fresh = fresh;
    }

    /// @param batch in which the item will be committed
    /// @param committed the last batch that is
    ItemId mint(int epochDay, long token, long batch, long committed) {
        Day day = days.get(epochDay);
        if (day == null) {
            day = load(epochDay);
            days.put(epochDay, day);
            daysWithItems.add(epochDay);
            evict(committed);
        }
        day.lastBatch = batch;
        return new ItemId(conversation, epochDay, free(day, token));
    }

    /// @param token boxed, once for both of the day's maps
    private static long free(Day day, Long token) {
        int next = day.next.getOrDefault(token, 0);
        long tag = token + next;
        while (next >= NEIGHBOURS ? day.taken(tag) : day.hasSpilled(tag)) {
            next++;
            tag++;
        }
        if (next >= NEIGHBOURS) {
            day.spilled.add(tag);
        }
        day.next.put(token, next + 1);
        return tag;
    }

    private Day load(int epochDay) {
        Day day = new Day();
        if (fresh && !daysWithItems.contains(epochDay)) {
            return day;
        }
        try (Stream<ItemRow> rows = reader.rows(conversation, epochDay, epochDay)) {
            rows.forEach(
                    row ->
                            day.next.merge(
                                    BodyToken.body(row.id().tag()),
                                    BodyToken.neighbour(row.id().tag()) + 1,
                                    Math::max));
        }
        return day;
    }

    private void evict(long committed) {
        Iterator<Day> oldest = days.values().iterator();
        while (days.size() > DAYS_KEPT && oldest.hasNext()) {
            if (oldest.next().lastBatch <= committed && oldest.hasNext()) {
                oldest.remove();
            }
        }
    }
}
