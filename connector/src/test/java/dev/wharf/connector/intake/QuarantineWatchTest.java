package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.directory.DirectorySnapshot;
import dev.wharf.connector.directory.JoinedDirectory;
import dev.wharf.connector.directory.NumberReader;
import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.UserDirectory;
import dev.wharf.connector.quarantine.Quarantine;
import dev.wharf.connector.quarantine.QuarantineWatch;
import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;
import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class QuarantineWatchTest {
    private final Bench bench = new Bench();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-28T08:00:00Z"));
    private final Quarantine quarantine =
            new Quarantine(bench.archive, bench.archive, bench.ledger, clock);
    private final Map<String, Alert> open = new TreeMap<>();

    private final class Open implements Alerts {
        @Override
        public void raise(Alert alert) {
            open.put(alert.subject(), alert);
        }

        @Override
        public void clear(Alert.Kind kind, String subject) {
            assertThat(kind).isEqualTo(Alert.Kind.QUARANTINE);
            open.remove(subject);
        }
    }

    private void check() {
        new QuarantineWatch(bench.archive, bench.archive, quarantine, new Open(), 1, clock).check();
    }

    private static Script chat() {
        return Script.group("Sales")
                .say("2026-03-01T10:00:00Z", "Zoe", "The offer is ready")
                .say("2026-03-02T10:00:00Z", "+44 7700 900001", "Please send it to me");
    }

    @Test
    void anArchiveThatMapsEverybodySaysNothing() {
        bench.users("Bob,+447700900001,bob@corp.example", "Zoe,,zoe@corp.example")
                .matchNames()
                .run(chat());

        check();

        assertThat(open).isEmpty();
    }

    @Test
    void itSaysForWhomHowManySinceWhenAndWhatHelps() {
        bench.users("Bob,+447700900001,", "Zoe,,zoe@corp.example").run(chat());

        check();

        assertThat(open.values())
                .singleElement()
                .satisfies(
                        alert ->
                                assertThat(alert.text())
                                        .contains("2 items wait", "since 2026-11-28T08:00")
                                        .contains("1 for party", "+447700900001", "no number known")
                                        .contains("the oldest of 2026-03-01T10:00:00Z")
                                        .contains("wharf quarantine replay"));
    }

    @Test
    void itNeverSaysWhatAChatCallsAnybody() {
        bench.users("Bob,+447700900001,", "Zoe,,zoe@corp.example").run(chat());

        check();

        assertThat(open.toString()).doesNotContain("Zoe", "Bob", "Sales", "offer");
    }

    @Test
    void itRemembersOverAStartWhatItHasTold() {
        bench.users("Bob,+447700900001,").run(chat());
        check();
        open.clear();

        check();

        assertThat(open).isEmpty();
    }

    @Test
    void aDoublingIsAnAlertOfItsOwnAndAllAreClearedTogether() {
        bench.users("Bob,+447700900001,").run(chat());
        check();
        bench.run(
                Script.group("Legal")
                        .say("2026-03-03T10:00:00Z", "+44 7700 900001", "One more thing")
                        .say("2026-03-03T11:00:00Z", "+44 7700 900001", "And another")
                        .say("2026-03-03T12:00:00Z", "+44 7700 900001", "And a third"));
        check();
        assertThat(open).hasSize(2);

        bench.archive
                .quarantine()
                .forEach(
                        group -> {
                            try (var rows = bench.archive.inAudience(group.audience())) {
                                rows.toList()
                                        .forEach(
                                                row ->
                                                        quarantine.deliver(
                                                                row.id(),
                                                                new EmailAddress("l@corp.example"),
                                                                operator()));
                            }
                        });
        quarantine.map(
                quarantine.waiting().getFirst().party(),
                new EmailAddress("l@corp.example"),
                null,
                null,
                operator());
        check();

        assertThat(open).isEmpty();
    }

    /// One command, and no users file: the directory says whose the number is.
    @Test
    void replayTakesTheDirectorysNumbers() {
        bench.users("Bob,+447700900001,").run(chat());
        DirectorySnapshot directory =
                new DirectorySnapshot.Builder("test", clock.instant(), new NumberReader(null))
                        .add(
                                new DirectoryEntry(
                                        "1",
                                        "Robert Brown",
                                        new EmailAddress("bob@corp.example"),
                                        List.of(),
                                        List.of("+44 (0)7700 900001"),
                                        true))
                        .build();

        Quarantine.Replayed replayed =
                quarantine.replay(
                        new JoinedDirectory(UserDirectory.empty(), directory),
                        Mapping.NONE,
                        false,
                        false,
                        operator());

        assertThat(replayed.copies()).isEqualTo(1);
        assertThat(bench.texts("bob@corp.example")).containsExactly("Please send it to me");
    }

    private static Quarantine.By operator() {
        return new Quarantine.By(Actor.user("operator", "host"), null);
    }
}
