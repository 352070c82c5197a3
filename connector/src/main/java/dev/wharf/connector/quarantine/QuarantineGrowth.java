package dev.wharf.connector.quarantine;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;

/// When a growing quarantine is told about, as the archive keeps it: a document that changes only
/// when something is told or a day is over. Pure.
///
/// It is told when as many items as the setting says have come within a day, and then at each
/// doubling of what was told: a quarantine that grows by one each day is not told each day, and one
/// that explodes is told while it does.
///
/// @param counted items when the day began against which growth is measured
/// @param since when it began, ISO 8601
/// @param told items when it was last told; 0 when nothing is told
/// @param times how often it was told since it was last empty
public record QuarantineGrowth(long counted, String since, long told, int times) {
    static final String KIND = "quarantine-watch";
    static final String KEY = "growth";

    private static final Duration WINDOW = Duration.ofDays(1);

    /// What follows from looking.
    ///
    /// @param grownBy items, when it must be told now; 0 when not
    /// @param from when they began to come
    /// @param over the quarantine is empty, and somebody had been told that it is not
    record Look(QuarantineGrowth after, long grownBy, Instant from, boolean over) {}

    static QuarantineGrowth beginning(Instant now) {
        return new QuarantineGrowth(0, now.toString(), 0, 0);
    }

    /// @param items that wait now
    /// @param enough to be told within a day, at least 1
    Look look(long items, long enough, Instant now) {
        Instant began = Instant.parse(since);
        if (items == 0) {
            QuarantineGrowth empty = counted == 0 && told == 0 ? this : beginning(now);
            return new Look(empty, 0, began, told > 0);
        }
        boolean first = told == 0 && items - counted >= enough;
        boolean doubled = told > 0 && items >= 2 * told;
        if (first || doubled) {
            QuarantineGrowth after = new QuarantineGrowth(items, now.toString(), items, times + 1);
            return new Look(after, items - (first ? counted : told), began, false);
        }
        return new Look(quiet(items, now), 0, began, false);
    }

    /// What was dealt with counts no more: the next doubling is of what is left.
    private QuarantineGrowth quiet(long items, Instant now) {
        boolean dayIsOver = !now.isBefore(Instant.parse(since).plus(WINDOW));
        long base = dayIsOver ? items : Math.min(counted, items);
        long last = Math.min(told, items);
        return base == counted && last == told
                ? this
                : new QuarantineGrowth(base, dayIsOver ? now.toString() : since, last, times);
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    static QuarantineGrowth parse(@Nullable String json, Instant now) {
        return json == null
                ? beginning(now)
                : JsonMapper.shared().readValue(json, QuarantineGrowth.class);
    }
}
