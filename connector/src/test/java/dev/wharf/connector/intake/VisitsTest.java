package dev.wharf.connector.intake;

import static dev.wharf.connector.intake.LiveBench.file;
import static dev.wharf.connector.intake.LiveBench.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Quote;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/// A capture that is shown again because its files came late completes what was archived without
/// them, and adds nothing else.
class VisitsTest {
    private final LiveBench bench = new LiveBench();

    private static String files(StoredItem item) {
        return ((Content.Message) item.event().content())
                .attachments().stream().map(a -> a.state().name()).toList().toString();
    }

    private void assertCompletes(StoredItem later, StoredItem first) {
        assertThat(((Content.Message) later.event().content()).quote())
                .isEqualTo(Quote.completing(first.row().id()));
        assertThat(later.row().target()).isEqualTo(first.row().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Look at this"})
    void aFileThatComesLaterMakesOneItemThatCompletesTheFirst(String caption) {
        long first = bench.add(text("3EB0"), file("3EB1", caption, "a.jpg"));
        RunRecord run = bench.run();
        assertThat(run.counters()).isEqualTo(new Counters(1, 1, 0, 0, 0));

        bench.site.visit(first, Map.of("a.jpg", "picture"));
        RunRecord visit = bench.run();

        assertThat(bench.items()).hasSize(3);
        assertThat(files(bench.items().get(1))).isEqualTo("[MISSING]");
        assertThat(files(bench.items().get(2))).isEqualTo("[PRESENT]");
        assertCompletes(bench.items().get(2), bench.items().get(1));
        assertThat(visit.counters()).isEqualTo(new Counters(1, 0, 1, 0, 0));
    }

    @Test
    void nothingDoublesWhenNothingChanged() {
        long first = bench.add(file("3EB1", "", "a.jpg"));
        bench.site.visit(first, Map.of());
        bench.site.visit(first, Map.of("a.jpg", "picture"));
        bench.site.visit(first, Map.of("a.jpg", "picture"));
        bench.site.visit(first, Map.of());

        bench.run();

        assertThat(bench.items()).hasSize(2);
    }

    @Test
    void severalFilesMayComeOneByOne() {
        long first = bench.add(file("3EB1", "three", "a", "b", "c"));
        bench.site.visit(first, Map.of("a", "1"));
        bench.run();
        bench.site.visit(first, Map.of("a", "1", "b", "2"));
        bench.site.visit(first, Map.of("a", "1", "b", "2"));
        bench.site.visit(first, Map.of("a", "1", "b", "2", "c", "3"));
        bench.run();

        assertThat(bench.items())
                .extracting(VisitsTest::files)
                .containsExactly(
                        "[MISSING, MISSING, MISSING]",
                        "[PRESENT, MISSING, MISSING]",
                        "[PRESENT, PRESENT, MISSING]",
                        "[PRESENT, PRESENT, PRESENT]");
        bench.items().stream()
                .skip(1)
                .forEach(later -> assertCompletes(later, bench.items().getFirst()));
    }

    @Test
    void aFileThatIsDamagedCompletesNothing() {
        long first = bench.add(file("3EB1", "", "a.jpg"));
        bench.site.visit(first, Map.of("a.jpg", "damaged"));
        bench.site.visit(first, Map.of("a.jpg", "damaged"));
        bench.run();
        assertThat(bench.items()).hasSize(1);

        bench.site.visit(first, Map.of("a.jpg", "picture"));
        bench.run();

        assertThat(bench.items()).hasSize(2);
    }

    @Test
    void aCaptureThatWaitedForItsFilesIsOneItem() {
        bench.site.passOver();
        long awaited = bench.add(file("3EB1", "", "a.jpg"));
        bench.site.visit(awaited, Map.of("a.jpg", "picture"));

        bench.run();

        assertThat(bench.items()).hasSize(2);
        assertThat(bench.mailbox("alice@firm.example")).hasSize(2);
    }
}
