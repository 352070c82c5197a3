package dev.wharf.capture.chatexport;

import dev.wharf.core.event.LocalTimeQuirk;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/// Turns wall-clock times into instants. Remembers the offset of the last day, since most lines
/// share theirs. For one thread.
final class ZoneClock {
    private static final long NO_DAY = Long.MIN_VALUE;

    /// Within an hour that the clock shows twice, a step back this wide means the second showing.
    private static final long SECOND_SHOWING_SECONDS = 120;

    private final ZoneRules rules;
    private long plainDay = NO_DAY;
    private int plainOffset;
    private long lastInstant = Long.MIN_VALUE;

    /// What is known of the time read last.
    LocalTimeQuirk quirk = LocalTimeQuirk.NONE;

    ZoneClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    Instant instant(long epochDay, int secondOfDay) {
        long local = epochDay * 86400 + secondOfDay;
        quirk = LocalTimeQuirk.NONE;
        if (epochDay != plainDay && !isPlain(epochDay)) {
            return remembered(onDayOfChange(local));
        }
        return remembered(local - plainOffset);
    }

    private Instant remembered(long instant) {
        lastInstant = instant;
        return Instant.ofEpochSecond(instant);
    }

    private boolean isPlain(long epochDay) {
        long noon = epochDay * 86400;
        ZoneOffset before = rules.getOffset(Instant.ofEpochSecond(noon - 43200 - 50400));
        ZoneOffset after = rules.getOffset(Instant.ofEpochSecond(noon + 86400 + 50400));
        ZoneOffset middle = rules.getOffset(Instant.ofEpochSecond(noon + 43200));
        if (!before.equals(after) || !before.equals(middle)) {
            return false;
        }
        plainDay = epochDay;
        plainOffset = before.getTotalSeconds();
        return true;
    }

    private long onDayOfChange(long local) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
        ZoneOffsetTransition change = rules.getTransition(time);
        if (change == null) {
            return local - rules.getOffset(time).getTotalSeconds();
        }
        if (change.isGap()) {
            quirk = LocalTimeQuirk.GAP;
            return local - change.getOffsetBefore().getTotalSeconds();
        }
        quirk = LocalTimeQuirk.OVERLAP;
        long earlier = local - change.getOffsetBefore().getTotalSeconds();
        long later = local - change.getOffsetAfter().getTotalSeconds();
        boolean stepsBack =
                lastInstant != Long.MIN_VALUE && earlier + SECOND_SHOWING_SECONDS <= lastInstant;
        boolean provenLater = stepsBack && later >= lastInstant && lastInstant - earlier <= 7200;
        return provenLater ? later : earlier;
    }
}
