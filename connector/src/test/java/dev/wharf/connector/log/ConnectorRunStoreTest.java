package dev.wharf.connector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.core.archive.Change;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class ConnectorRunStoreTest {
    private static final Instant THEN = Instant.parse("2026-11-28T02:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 28);

    private final SettableClock clock = new SettableClock(THEN);
    private final MemoryArchive archive = new MemoryArchive();
    private final ConnectorRunStore store = new ConnectorRunStore(archive, archive, clock);

    private ConnectorRun some() {
        ConnectorRun run = store.begin(Logged.MAIL).with(Logged.result(Logged.five()));
        return store.end(run, RunState.INCOMPLETE, "1 copy failed");
    }

    private ConnectorRun nothing() {
        ConnectorRun run = store.begin(Logged.MAIL).with(Logged.nothing());
        return store.end(run, RunState.SUCCEEDED, null);
    }

    @Test
    void aRunIsKeptAsItEnded() {
        ConnectorRun run = some();

        assertThat(store.find(run.id())).contains(run);
        assertThat(run.id().text()).isEqualTo("mail/20261128-000001");
        assertThat(run.message()).isEqualTo("1 copy failed");
    }

    @Test
    void runsOfADayAreNumbered() {
        some();
        some();
        clock.move(Duration.ofDays(1));
        some();

        assertThat(store.runs(Logged.MAIL, DAY))
                .extracting(run -> run.id().text())
                .containsExactly("mail/20261128-000001", "mail/20261128-000002");
        assertThat(store.runs(Logged.MAIL, DAY, DAY.plusDays(1)))
                .extracting(run -> run.id().text())
                .endsWith("mail/20261129-000001");
    }

    @Test
    void aDayThatAClockComesToAgainGoesOnWithItsNumbers() {
        some();
        clock.move(Duration.ofDays(3));
        some();
        clock.move(Duration.ofDays(-3));

        assertThat(some().id().text()).isEqualTo("mail/20261128-000002");
    }

    @Test
    void connectorsAreNotMixedUpThoughOneNameBeginsAnother() {
        some();
        ConnectorName longer = new ConnectorName("mail-2");
        ConnectorRun run = store.begin(longer).with(Logged.result(Logged.five()));
        store.end(run, RunState.INCOMPLETE, null);

        assertThat(store.runs(Logged.MAIL, DAY)).hasSize(1);
        assertThat(store.runs(longer, DAY)).hasSize(1);
    }

    @Test
    void aRunThatFoundNothingIsNotKeptButThatItLookedIs() {
        ConnectorRun run = nothing();

        assertThat(store.find(run.id())).isEmpty();
        assertThat(store.hasLooked(Logged.MAIL, DAY)).isTrue();
        assertThat(store.hasLooked(Logged.MAIL, DAY.plusDays(1))).isFalse();
        assertThat(store.lastStart(Logged.MAIL)).contains(THEN);
    }

    @Test
    void aDayOfLooksLeavesLittleBehind() {
        for (int minute = 0; minute < 24 * 60; minute++) {
            nothing();
            clock.move(Duration.ofMinutes(1));
        }

        assertThat(archive.documents("connector-run")).isEmpty();
        assertThat(archive.documents("connector-day")).hasSize(2);
        assertThat(archive.lastGroup()).as("commits").isLessThanOrEqualTo(4 * 24 + 1);
        assertThat(store.lastStart(Logged.MAIL).orElseThrow())
                .isAfter(clock.instant().minus(Duration.ofMinutes(16)));
    }

    @Test
    void aRunThatWaitsIsKeptThoughNothingCameOfIt() {
        ConnectorRun run = store.begin(Logged.MAIL);

        ConnectorRun waiting = store.end(run, RunState.WAITING, "the server is away");

        assertThat(store.find(run.id())).contains(waiting);
        assertThat(store.looked(Logged.MAIL).well()).isNull();
        assertThat(store.looked(Logged.MAIL).started()).isEqualTo(THEN);
    }

    @Test
    void aRunThatWasCutOffIsMarkedByTheNext() {
        ConnectorRun cut = store.begin(Logged.MAIL).become(RunState.DELIVERING, THEN);
        store.save(cut);
        clock.move(Duration.ofHours(1));

        ConnectorRun next = store.begin(Logged.MAIL);

        ConnectorRun marked = store.find(cut.id()).orElseThrow();
        assertThat(marked.state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(marked.finished()).isEqualTo(clock.instant());
        assertThat(next.id().number()).isEqualTo(2);
        assertThat(store.lastStart(Logged.MAIL)).as("it has not come to an end").isEmpty();
    }

    @Test
    void theLastRunThatWentWellIsRemembered() {
        some();
        clock.move(Duration.ofHours(1));
        store.end(store.begin(Logged.MAIL), RunState.FAILED, "refused");

        assertThat(store.looked(Logged.MAIL).well()).isEqualTo(THEN);
        assertThat(store.looked(Logged.MAIL).started()).isEqualTo(clock.instant());
    }

    @Test
    void whatWasNotDeliveredIsListedWholeAndInOrder() {
        ConnectorRun run = store.begin(Logged.MAIL);
        FailureChunks chunks = new FailureChunks(run.id());
        List<NotDelivered> first =
                IntStream.range(0, 2_345).mapToObj(i -> Logged.failed(i, "full")).toList();
        List<NotDelivered> second = Logged.oneOfEach();

        archive.commit(chunks.of(first));
        archive.commit(chunks.of(List.of()));
        archive.commit(chunks.of(second));

        List<NotDelivered> all = new ArrayList<>(first);
        all.addAll(second);
        assertThat(store.notDelivered(run.id())).containsExactlyElementsOf(all);
        assertThat(archive.document("connector-failures", "mail/20261128-000001/000001"))
                .hasValueSatisfying(
                        json ->
                                assertThat(FailuresDocument.read("1", json))
                                        .isEqualTo(first.subList(0, 1_000)));
        assertThat(archive.documents("connector-failures"))
                .extracting(document -> document.key())
                .containsExactly(
                        "mail/20261128-000001/000001",
                        "mail/20261128-000001/000002",
                        "mail/20261128-000001/000003",
                        "mail/20261128-000001/000004");
    }

    @Test
    void aDamagedRecordIsNamed() {
        archive.commit(
                List.of(
                        new Change.PutDocument(
                                "connector-run", "mail/20261128-000001", "{\"version\":1}")));

        assertThatThrownBy(() -> store.runs(Logged.MAIL, DAY))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_CORRUPT))
                .hasMessageContaining("mail/20261128-000001");
    }
}
