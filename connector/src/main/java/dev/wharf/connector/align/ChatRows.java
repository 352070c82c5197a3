package dev.wharf.connector.align;

import dev.wharf.core.archive.ItemRow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The slots of one chat, day by day, as the archive was at one sequence. Keeps a few days; for one
/// thread.
final class ChatRows {
    private static final int DAYS_KEPT = 12;
    private static final int RAW_DAYS_KEPT = 6;
    private static final long MINUTES_A_DAY = 1_440;

    /// How long after a message its edit or its deletion may come: a live source tells of them when
    /// they happen, and WhatsApp allows it for a little more than two days.
    private static final int DAYS_AFTER = 3;

    private final HeldChat held;
    private final int daysAfter;
    private final Map<Integer, Slots> days = lru(DAYS_KEPT);
    private final Map<Integer, List<ItemRow>> raw = lru(RAW_DAYS_KEPT);

    private ChatRows(HeldChat held, int daysAfter) {
        this.held = held;
        this.daysAfter = daysAfter;
    }

    /// What is about a message stands in that message's slot, even if it came on a later day.
    static ChatRows slots(HeldChat held) {
        return new ChatRows(held, DAYS_AFTER);
    }

    /// For whoever only asks what was said on a day.
    static ChatRows said(HeldChat held) {
        return new ChatRows(held, 0);
    }

    private static <T> Map<Integer, T> lru(int most) {
        return new LinkedHashMap<>(32, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, T> eldest) {
                return size() > most;
            }
        };
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
        List<ItemRow> own = rows(day);
        if (own.isEmpty()) {
            return Slots.NONE;
        }
        List<ItemRow> after = new ArrayList<>();
        for (int later = day + 1; later <= day + daysAfter; later++) {
            for (ItemRow row : rows(later)) {
                var target = row.target();
                if (target != null && target.day() == day && Slots.isNoLine(row)) {
                    after.add(row);
                }
            }
        }
        List<ItemRow> all = own;
        if (!after.isEmpty()) {
            all = new ArrayList<>(own);
            all.addAll(after);
        }
        return new Slots(day, all, held.free(), held.person());
    }

    private List<ItemRow> rows(int day) {
        List<ItemRow> known = raw.get(day);
        if (known == null) {
            known = held.rows(day);
            raw.put(day, known);
        }
        return known;
    }
}
