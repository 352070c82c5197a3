package dev.wharf.connector.log;

import static dev.wharf.connector.log.RunState.DELIVERING;
import static dev.wharf.connector.log.RunState.FAILED;
import static dev.wharf.connector.log.RunState.INCOMPLETE;
import static dev.wharf.connector.log.RunState.INTERRUPTED;
import static dev.wharf.connector.log.RunState.PULLING;
import static dev.wharf.connector.log.RunState.SUCCEEDED;
import static dev.wharf.connector.log.RunState.WAITING;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.connector.schedule.RunEnd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

class ConnectorRunTest {
    private static final Instant THEN = Instant.parse("2026-11-28T02:00:00Z");
    private static final ConnectorRunId ID =
            new ConnectorRunId(Logged.MAIL, LocalDate.of(2026, 11, 28), 123);
    private static final Set<RunState> ENDS =
            Set.of(SUCCEEDED, INCOMPLETE, WAITING, FAILED, INTERRUPTED);

    @Test
    void statesFollowEachOtherAsTheyMay() {
        Map<RunState, Set<RunState>> may =
                Arrays.stream(RunState.values())
                        .collect(
                                Collectors.toMap(
                                        from -> from,
                                        from ->
                                                Arrays.stream(RunState.values())
                                                        .filter(from::mayBecome)
                                                        .collect(Collectors.toSet())));

        assertThat(may.remove(PULLING))
                .containsExactlyInAnyOrder(
                        DELIVERING, SUCCEEDED, INCOMPLETE, WAITING, FAILED, INTERRUPTED);
        assertThat(may.remove(DELIVERING)).isEqualTo(ENDS);
        assertThat(may.keySet()).isEqualTo(ENDS);
        assertThat(may.values()).allMatch(Set::isEmpty);
    }

    @Test
    void theLoopIsToldWhatFollows() {
        assertThat(SUCCEEDED.end()).isEqualTo(RunEnd.DONE);
        assertThat(INCOMPLETE.end()).isEqualTo(RunEnd.DONE);
        assertThat(WAITING.end()).isEqualTo(RunEnd.AGAIN);
        assertThat(FAILED.end()).isEqualTo(RunEnd.FAILED);
        assertThat(INTERRUPTED.end()).isEqualTo(RunEnd.STOPPED);
    }

    @Test
    void aRunKnowsEachStateItWasIn() {
        ConnectorRun run =
                ConnectorRun.begun(ID, THEN)
                        .become(DELIVERING, THEN.plusSeconds(5))
                        .become(SUCCEEDED, THEN.plusSeconds(9));

        assertThat(run.history())
                .containsExactly(
                        new ConnectorRun.Step(PULLING, THEN),
                        new ConnectorRun.Step(DELIVERING, THEN.plusSeconds(5)),
                        new ConnectorRun.Step(SUCCEEDED, THEN.plusSeconds(9)));
        assertThat(run.started()).isEqualTo(THEN);
        assertThat(run.finished()).isEqualTo(THEN.plusSeconds(9));
    }

    @Test
    void whatHasEndedStaysEnded() {
        ConnectorRun ended = ConnectorRun.begun(ID, THEN).become(SUCCEEDED, THEN);

        assertThatThrownBy(() -> ended.become(DELIVERING, THEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a run that is succeeded does not become delivering");
    }

    @Test
    void aDestinationHasOneResult() {
        ConnectorRun run =
                ConnectorRun.begun(ID, THEN)
                        .with(Logged.nothing())
                        .with(Logged.result(Logged.five()));

        assertThat(run.destinations()).containsExactly(Logged.result(Logged.five()));
        assertThat(run.counters()).isEqualTo(Logged.five());
        assertThatThrownBy(
                        () ->
                                new ConnectorRun(
                                        ID,
                                        run.history(),
                                        List.of(Logged.nothing(), Logged.nothing()),
                                        null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDebtThatWasPaidIsSomething() {
        var paid = new DestinationResult.Progress(10, 10, 0, 1, 0);

        assertThat(Logged.result(ImportCounters.NONE, paid, false).foundNothing()).isFalse();
        assertThat(Logged.nothing().foundNothing()).isTrue();
    }

    @Test
    void idsAreWrittenAndRead() {
        assertThat(ID.text()).isEqualTo("mail/20261128-000123");
        assertThat(ConnectorRunId.parse("mail/20261128-000123")).isEqualTo(ID);
    }

    @Test
    void idsSortAsRunsBegan() {
        List<String> texts =
                List.of(
                        new ConnectorRunId(Logged.MAIL, LocalDate.of(2026, 9, 30), 999_999).text(),
                        new ConnectorRunId(Logged.MAIL, LocalDate.of(2026, 11, 28), 9).text(),
                        new ConnectorRunId(Logged.MAIL, LocalDate.of(2026, 11, 28), 10).text());

        assertThat(texts).isSorted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mail",
                "mail/20261128",
                "mail/20261328-000001",
                "mail/20261128-000000",
                "Mail/20261128-000001",
                "mail/20261128-1"
            })
    void whatIsNoIdFails(String text) {
        assertThatThrownBy(() -> ConnectorRunId.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
