package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.TimeBasis;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Decides in which zone the phone's clock ran: as a person says; else as media prove whose names
/// hold UTC; else as configured.
///
/// Names in UTC differ from the time beside them by the offset. One offset fits many zones and may
/// be a clock that is wrong; two, each in its season, as the configured zone has them, prove it.
final class ZonePolicy {
    private static final long TOLERANCE_SECONDS = 5;
    private static final int FEWEST = 4;

    private final Options options;
    private final List<Survey.NamedSecond> named;
    private final DateOrder order;

    ZonePolicy(Options options, List<Survey.NamedSecond> named, DateOrder order) {
        this.options = options;
        this.named = named;
        this.order = order;
    }

    /// @param basis for every event's time
    record Choice(ZoneId zone, TimeBasis basis, SourceReport.Decision decision) {}

    Choice decide() {
        if (options.zone() != null) {
            return choice(
                    options.zone(),
                    TimeBasis.ZONE_GIVEN,
                    "given",
                    List.of("--zone " + options.zone().getId()));
        }
        ZoneId configured = options.defaultZone() == null ? ZoneOffset.UTC : options.defaultZone();
        List<String> evidence = new ArrayList<>();
        evidence.add(
                options.defaultZone() == null
                        ? "nobody said, and no zone is configured"
                        : "the configured zone");
        Set<Long> offsets = new TreeSet<>();
        int agreeing = 0;
        for (Survey.NamedSecond media : named) {
            long day = media.days()[order.index()];
            if (day == Calendars.NO_DAY) {
                continue;
            }
            long name = media.name().day() * 86400 + media.name().secondOfDay();
            long offset = Math.round((day * 86400 + media.secondOfDay() - name) / 900.0) * 900;
            boolean exact =
                    Math.abs(day * 86400 + media.secondOfDay() - name - offset)
                            <= TOLERANCE_SECONDS;
            long expected =
                    configured.getRules().getOffset(Instant.ofEpochSecond(name)).getTotalSeconds();
            agreeing += exact && offset == expected ? 1 : 0;
            if (exact) {
                offsets.add(offset);
            }
        }
        if (offsets.size() >= 2 && agreeing >= FEWEST && agreeing == named.size()) {
            String why =
                    "the names of %d media are in UTC and differ from the time beside them by the zone's offset, in summer and in winter"
                            .formatted(agreeing);
            return choice(configured, TimeBasis.ZONE_PROVEN, "proven", List.of(why));
        }
        if (!offsets.isEmpty()) {
            evidence.add(
                    offsets.equals(Set.of(0L))
                            ? "names of media hold the phone's own clock, which does not tell its zone"
                            : "names of media differ from the time beside them by %s, which proves no zone"
                                    .formatted(shown(offsets)));
        }
        return choice(configured, TimeBasis.ZONE_ASSUMED, "assumed", evidence);
    }

    private static String shown(Set<Long> offsets) {
        return String.join(
                ", ",
                offsets.stream()
                        .limit(4)
                        .map(
                                offset ->
                                        offset == 0
                                                ? "nothing"
                                                : "%d minutes".formatted(offset / 60))
                        .toList());
    }

    private static Choice choice(ZoneId zone, TimeBasis basis, String how, List<String> evidence) {
        return new Choice(zone, basis, new SourceReport.Decision(zone.getId(), how, evidence));
    }
}
