package dev.wharf.connector.intake;

import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.TimeBasis;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Moves an event whose zone was only assumed to the time that alignment has found.
final class Shifted {
    private Shifted() {}

    /// @param basis how the archive knows the times it was aligned with
    static Event by(int minutes, TimeBasis basis, Event event) {
        EventTime time = event.time();
        if (minutes == 0 || time.basis() != TimeBasis.ZONE_ASSUMED) {
            return event;
        }
        Instant at = time.at().plus(Duration.ofMinutes(minutes));
        return new Event(
                event.chat(),
                new EventTime(
                        at,
                        time.precision(),
                        basis == TimeBasis.ZONE_ASSUMED ? basis : TimeBasis.ZONE_PROVEN,
                        time.localText(),
                        offset(time, at),
                        LocalTimeQuirk.NONE),
                event.sender(),
                event.members(),
                event.direction(),
                event.key(),
                event.content(),
                event.provenance());
    }

    /// The offset under which the local time is read to give `at`.
    private static String offset(EventTime time, Instant at) {
        String zone = time.zone();
        LocalDateTime local =
                LocalDateTime.ofInstant(time.at(), zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
        long seconds =
                Duration.between(LocalDateTime.ofInstant(at, ZoneOffset.UTC), local).toSeconds();
        boolean within = Math.abs(seconds) <= ZoneOffset.MAX.getTotalSeconds();
        return within ? ZoneOffset.ofTotalSeconds((int) seconds).getId() : String.valueOf(zone);
    }
}
