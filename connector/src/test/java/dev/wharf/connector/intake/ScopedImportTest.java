package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// An import with a scope archives what is in it, and of the rest its number.
class ScopedImportTest {
    private final Bench bench = new Bench().users("Alice Adams,+447700900001,alice@firm.example");

    private static Script chat() {
        return Script.group("Offer")
                .members("+447700900001", "+447700900002", "+447700900123")
                .say("2026-09-14T08:00:00Z", "+447700900002", "too early")
                .say("2026-09-15T08:00:00Z", "+447700900001", "first")
                .lost("2026-09-15T09:00:00Z", "+447700900123", "a.jpg")
                .say("2026-09-16T08:00:00Z", "+447700900002", "too late");
    }

    private static Map<String, String> days(@Nullable String from, @Nullable String until) {
        return Scope.given(List.of(), List.of(), from, until, false).options();
    }

    @Test
    void onlyWhatIsInScopeBecomesItems() {
        RunRecord run = bench.run(chat().options(days("2026-09-15", "2026-09-15")));

        assertThat(bench.texts()).containsExactly("first", "[missing]");
        assertThat(run.counters().available()).isEqualTo(2);
        assertThat(run.state()).isEqualTo(RunRecord.State.SUCCEEDED);
    }

    @Test
    void theReportTellsOfTheRestItsNumberOnly() {
        RunRecord run = bench.run(chat().options(days("2026-09-15", "2026-09-15")));

        SourceReport report = run.sources().getFirst().report();
        assertThat(report).isNotNull();
        assertThat(report.events()).isEqualTo(2);
        assertThat(report.senders()).containsOnlyKeys("+447700900001", "+447700900123");
        assertThat(report.firstLocal()).startsWith("2026-09-15T08:00");
        assertThat(report.lastLocal()).startsWith("2026-09-15T09:00");
        assertThat(report.attachmentsMissing()).isOne();
        assertThat(report.warnings())
                .anyMatch(warning -> warning.startsWith("2 events are out of"));
    }

    @Test
    void theFileIsNotKeptUnlessItMayBe() {
        bench.run(chat().options(days("2026-09-15", null)));
        bench.run(
                chat().options(
                                Scope.given(List.of("Offer"), List.of(), null, null, true)
                                        .options()));
        bench.run(chat());

        assertThat(bench.archive.kept(new CaptureId(1))).isEmpty();
        assertThat(bench.archive.kept(new CaptureId(2))).isPresent();
        assertThat(bench.archive.kept(new CaptureId(3))).isPresent();
    }

    @Test
    void aWiderScopeLaterAddsTheRestOnce() {
        bench.run(chat().options(days("2026-09-15", "2026-09-15")));

        RunRecord wider = bench.run(chat());

        assertThat(wider.sources().getFirst().aligned()).isEqualTo(2);
        assertThat(bench.texts())
                .containsExactlyInAnyOrder("first", "[missing]", "too early", "too late");
        assertThat(bench.run(chat()).sources().getFirst().outcome())
                .isEqualTo(SourceResult.Outcome.DUPLICATE);
    }

    @Test
    void ofAChatThatIsOutOfScopeNothingIsArchived() {
        RunRecord run =
                bench.run(
                        chat().options(
                                        Scope.given(List.of("Other"), List.of(), null, null, false)
                                                .options()));

        assertThat(bench.items()).isEmpty();
        assertThat(bench.archive.conversations()).isEmpty();
        assertThat(bench.archive.parties()).isEmpty();
        assertThat(run.state()).isEqualTo(RunRecord.State.SUCCEEDED);
        SourceReport report = run.sources().getFirst().report();
        assertThat(report).isNotNull();
        assertThat(report.chat()).isNull();
        assertThat(report.senders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_200, 2_999})
    void anImportThatIsCutOffGoesOnInScope(int line) {
        Bench whole = new Bench();
        whole.run(manyLines());
        int[] passes = {0};
        Script broken =
                manyLines()
                        .onLine(
                                at -> {
                                    // The survey of the scope, and only then the import.
                                    if (at == line && ++passes[0] == 2) {
                                        throw new IllegalStateException("crash");
                                    }
                                });

        assertThatThrownBy(() -> bench.run(broken)).hasMessage("crash");
        bench.run();

        assertThat(bench.texts()).hasSize(1_500).isEqualTo(whole.texts());
        assertThat(bench.items().stream().map(item -> item.row().id()).toList())
                .isEqualTo(whole.items().stream().map(item -> item.row().id()).toList());
    }

    /// Every second line is in scope.
    private static Script manyLines() {
        Script script = Script.group("Long");
        Instant at = Instant.parse("2026-09-15T08:00:00Z");
        for (int i = 0; i < 3_000; i++) {
            script.say(
                    at.plusSeconds(i * 60L).toString(),
                    i % 2 == 0 ? "+447700900001" : "+447700900002",
                    "line " + i);
        }
        return script.options(
                Scope.given(List.of(), List.of("+447700900001"), null, null, false).options());
    }

    @Test
    void aQuestionTellsNothingOfWhatIsOutOfScope() {
        RunRecord run =
                bench.run(
                        chat().question("--date-order").options(days("2026-09-15", "2026-09-15")));

        SourceReport report = run.sources().getFirst().report();
        assertThat(report).isNotNull();
        assertThat(report.questions()).hasSize(1);
        assertThat(report.senders()).isEmpty();
        assertThat(report.chat()).isNull();
    }

    @Test
    void aKeptFileDecodedAgainStaysInScope() {
        bench.run(
                chat().options(
                                Scope.given(List.of(), List.of(), "2026-09-15", "2026-09-15", true)
                                        .options()));

        Redecode.Report report =
                new Redecode(bench.ports(), bench.options()).run(List.of(), true, Progress.NONE);

        assertThat(report.captures()).isOne();
        assertThat(report.all().isAny()).isFalse();
        assertThat(bench.items()).hasSize(2);
    }
}
