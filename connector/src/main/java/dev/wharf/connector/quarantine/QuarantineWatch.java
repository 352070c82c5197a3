package dev.wharf.connector.quarantine;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveReader.QuarantineGroup;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.PartyRecord.Alias;
import dev.wharf.core.archive.PartyRecord.AliasKind;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Tells people that the quarantine grows: for whom, how many, since when, and what helps. It names
/// parties by number, never by what a chat calls them.
///
/// Its owner calls [#check] after each run, from the thread that may commit. Each doubling is an
/// alert of its own, so that it is told again when the one before was acknowledged; all of them are
/// cleared when nothing waits any more.
public final class QuarantineWatch {
    private static final String SUBJECT = "quarantine";
    private static final int MOST_NAMED = 5;

    private final ArchiveReader reader;
    private final ArchiveWriter writer;
    private final Quarantine quarantine;
    private final Alerts alerts;
    private final int enough;
    private final Clock clock;

    /// @param enough items within a day to be told about, at least 1
    public QuarantineWatch(
            ArchiveReader reader,
            ArchiveWriter writer,
            Quarantine quarantine,
            Alerts alerts,
            int enough,
            Clock clock) {
        if (enough < 1) {
            throw new IllegalArgumentException("at least one item must be enough");
        }
        this.reader = reader;
        this.writer = writer;
        this.quarantine = quarantine;
        this.alerts = alerts;
        this.enough = enough;
        this.clock = clock;
    }

    public void check() {
        Instant now = clock.instant();
        List<QuarantineGroup> groups = reader.quarantine();
        long items = groups.stream().mapToLong(QuarantineGroup::items).sum();
        QuarantineGrowth before =
                QuarantineGrowth.parse(
                        reader.document(QuarantineGrowth.KIND, QuarantineGrowth.KEY).orElse(null),
                        now);
        QuarantineGrowth.Look look = before.look(items, enough, now);
        if (look.grownBy() > 0) {
            tell(look, items, groups, now);
        }
        if (look.over()) {
            for (int time = 1; time <= before.times(); time++) {
                alerts.clear(Alert.Kind.QUARANTINE, subject(time));
            }
        }
        if (!look.after().equals(before)) {
            writer.commit(
                    List.of(
                            new Change.PutDocument(
                                    QuarantineGrowth.KIND,
                                    QuarantineGrowth.KEY,
                                    look.after().json())));
        }
    }

    private void tell(
            QuarantineGrowth.Look look, long items, List<QuarantineGroup> groups, Instant now) {
        alerts.raise(
                new Alert(
                        Alert.Kind.QUARANTINE,
                        subject(look.after().times()),
                        null,
                        "%d items wait in quarantine, %d more since %s: %s. Mend the users file, the mapping file or the directory, then run 'wharf quarantine replay'."
                                .formatted(items, look.grownBy(), look.from(), forWhom(groups)),
                        now));
    }

    private static String subject(int time) {
        return time == 1 ? SUBJECT : SUBJECT + ", told " + time + " times";
    }

    private String forWhom(List<QuarantineGroup> groups) {
        List<Quarantine.Waiting> waiting = quarantine.waiting();
        List<String> parts =
                waiting.stream()
                        .limit(MOST_NAMED)
                        .map(QuarantineWatch::named)
                        .collect(Collectors.toCollection(ArrayList::new));
        if (waiting.size() > MOST_NAMED) {
            parts.add("%d more parties".formatted(waiting.size() - MOST_NAMED));
        }
        long nobody =
                groups.stream()
                        .filter(group -> group.waiting().equals(Audience.NOBODY))
                        .mapToLong(QuarantineGroup::items)
                        .sum();
        if (nobody > 0) {
            parts.add("%d that expect nobody of the firm".formatted(nobody));
        }
        return String.join("; ", parts);
    }

    private static String named(Quarantine.Waiting one) {
        String numbers =
                one.aliases().stream()
                        .filter(alias -> alias.kind() == AliasKind.PHONE)
                        .map(Alias::value)
                        .limit(2)
                        .collect(Collectors.joining(", "));
        return "%d for party %d (%s), the oldest of %s"
                .formatted(
                        one.items(),
                        one.party().value(),
                        numbers.isEmpty() ? "no number known" : numbers,
                        one.since());
    }
}
