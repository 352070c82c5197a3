package dev.wharf.connector.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorState;
import dev.wharf.connector.definition.Definitions;
import dev.wharf.connector.definition.Schedule;
import dev.wharf.connector.log.ConnectorHealth.Observed;
import dev.wharf.connector.log.ConnectorHealth.Verdict;
import dev.wharf.connector.log.DestinationResult.Progress;
import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

class ConnectorHealthTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final ImportCounters FINE = new ImportCounters(50, 100, 100, 0, 0, 0, 0);

    private final List<ConnectorRun> runs = new ArrayList<>();
    private ConnectorState state = ConnectorState.ACTIVE;
    private @Nullable Instant well = NOW.minus(Duration.ofHours(10));

    private void run(Duration ago, DestinationResult result) {
        Instant at = NOW.minus(ago);
        ConnectorRunId id =
                new ConnectorRunId(Logged.MAIL, LocalDate.of(2026, 11, 28), runs.size() + 1);
        runs.add(
                ConnectorRun.begun(id, at)
                        .with(result)
                        .become(RunState.INCOMPLETE, at.plusSeconds(1)));
    }

    private Verdict examine() {
        Connector connector =
                new Connector(
                        Definitions.with(
                                Definitions.named("mail", Schedule.standard()),
                                Definitions.destination("exchange")),
                        state,
                        NOW.minus(Duration.ofDays(90)),
                        NOW.minus(Duration.ofDays(90)),
                        1);
        Looked looked = new Looked(well, well, well, null);
        return ConnectorHealth.examine(new Observed(connector, looked, runs, NOW));
    }

    private List<String> subjects() {
        return examine().open().stream().map(Alert::subject).toList();
    }

    @Test
    void whatIsWellClearsItsAlerts() {
        run(Duration.ofHours(10), Logged.result(FINE));

        assertThat(examine().open()).isEmpty();
        assertThat(examine().well())
                .containsExactly(
                        "mail/failures", "mail/lag", "mail/exchange/debts", "mail/exchange/away");
    }

    @Test
    void tooManyFailuresAreTold() {
        run(Duration.ofHours(10), Logged.result(new ImportCounters(50, 100, 95, 0, 0, 0, 5)));

        assertThat(examine().open())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.kind()).isEqualTo(Alert.Kind.CONNECTOR);
                            assertThat(alert.subject()).isEqualTo("mail/failures");
                            assertThat(alert.text()).contains("5 of 100 copies failed");
                        });
    }

    @Test
    void aFewFailuresAreNot() {
        run(Duration.ofHours(10), Logged.result(new ImportCounters(50, 100, 96, 0, 0, 0, 4)));

        assertThat(subjects()).isEmpty();
    }

    @Test
    void failuresOfTheDayBeforeAreForgotten() {
        run(Duration.ofHours(25), Logged.result(new ImportCounters(50, 100, 0, 0, 0, 0, 100)));

        assertThat(subjects()).isEmpty();
    }

    @Test
    void aRunThatIsOverdueIsTold() {
        well = NOW.minus(Duration.ofHours(33));

        assertThat(examine().open())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.subject()).isEqualTo("mail/lag");
                            assertThat(alert.text()).contains("due at 2026-11-28T02:00:00Z");
                        });
    }

    @Test
    void aConnectorThatNeverRanIsOverdueToo() {
        well = null;

        assertThat(subjects()).containsExactly("mail/lag");
    }

    @Test
    void debtsAreToldWhileTheyGrow() {
        run(Duration.ofHours(34), Logged.result(FINE, new Progress(0, 100, 900, 0, 900), false));
        run(
                Duration.ofHours(10),
                Logged.result(FINE, new Progress(100, 200, 100, 0, 1_000), false));

        assertThat(subjects()).containsExactly("mail/exchange/debts");
    }

    @Test
    void debtsThatArePaidAreNotTold() {
        run(
                Duration.ofHours(10),
                Logged.result(FINE, new Progress(100, 200, 10, 500, 2_000), false));

        assertThat(subjects()).isEmpty();
    }

    @Test
    void aDestinationThatIsAwayForLongIsTold() {
        run(Duration.ofHours(6), Logged.result(FINE));
        run(Duration.ofHours(5), away());
        run(Duration.ofHours(3), away());

        assertThat(examine().open())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.subject()).isEqualTo("mail/exchange/away");
                            assertThat(alert.text()).contains("since 2026-11-28T07:00:00Z");
                        });
    }

    @Test
    void aDestinationThatCameBackIsNot() {
        run(Duration.ofHours(9), away());
        run(Duration.ofHours(5), Logged.result(FINE));
        run(Duration.ofHours(3), away());

        assertThat(subjects()).isEmpty();
    }

    private static DestinationResult away() {
        return Logged.result(ImportCounters.NONE, new Progress(5, 5, 0, 0, 0), true);
    }

    @Test
    void aPausedConnectorIsWell() {
        well = null;
        state = ConnectorState.PAUSED;

        assertThat(subjects()).isEmpty();
        assertThat(examine().well()).contains("mail/lag");
    }

    @Test
    void aVerdictRaisesAndClears() {
        well = null;
        List<String> told = new ArrayList<>();

        examine()
                .tell(
                        new Alerts() {
                            @Override
                            public void raise(Alert alert) {
                                told.add("raised " + alert.subject());
                            }

                            @Override
                            public void clear(Alert.Kind kind, String subject) {
                                told.add("cleared " + subject);
                            }
                        });

        assertThat(told).contains("raised mail/lag", "cleared mail/failures");
    }
}
