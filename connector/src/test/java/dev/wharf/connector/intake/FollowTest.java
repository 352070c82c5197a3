package dev.wharf.connector.intake;

import static dev.wharf.connector.intake.LiveBench.ALICE;
import static dev.wharf.connector.intake.LiveBench.NOON;
import static dev.wharf.connector.intake.LiveBench.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.CommitReceipt;
import dev.wharf.core.archive.PreparedGroup;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// An intake that follows a site.
class FollowTest {
    private final LiveBench bench = new LiveBench();
    private Intake intake = bench.intake();

    /// Follows; while it waits, one step after the other happens.
    private RunRecord follow(Runnable... steps) {
        int[] next = {0};
        return intake.follow(
                () -> {
                    if (next[0] == steps.length) {
                        return false;
                    }
                    steps[next[0]++].run();
                    return true;
                });
    }

    private void later(Duration more) {
        bench.clock.set(bench.clock.instant().plus(more));
    }

    private RunRecord kept(String id) {
        return bench.runs().find(id).orElseThrow();
    }

    @Test
    void itTakesWhatComesUntilItIsToldToStop() {
        bench.add(text("3EB0"));

        RunRecord run =
                follow(
                        () -> bench.add(text("3EB1")),
                        () -> {},
                        () -> {
                            bench.add(text("3EB2"));
                            bench.add(text("3EB3"));
                        });

        assertThat(bench.items()).hasSize(4);
        assertThat(bench.site.acknowledged()).isEqualTo(4);
        assertThat(run.state()).isEqualTo(RunRecord.State.SUCCEEDED);
        assertThat(run.sources())
                .singleElement()
                .satisfies(all -> assertThat(all.counters().imported()).isEqualTo(4));
        assertThat(bench.runs().all()).hasSize(1);
    }

    @Test
    void whatCameIsArchivedAndAcknowledgedBeforeItWaits() {
        follow(
                () -> bench.add(text("3EB1")),
                () -> {
                    assertThat(bench.items()).hasSize(1);
                    assertThat(bench.site.acknowledged()).isEqualTo(1);
                });
    }

    @Test
    void theRecordIsWrittenWhenAMinuteHasPassed() {
        follow(
                () -> bench.add(text("3EB1")),
                () -> {
                    assertThat(kept("run-000001").sources()).isEmpty();
                    later(Duration.ofSeconds(61));
                    bench.add(text("3EB2"));
                },
                () -> {
                    RunRecord kept = kept("run-000001");
                    assertThat(kept.state()).isEqualTo(RunRecord.State.RUNNING);
                    assertThat(kept.counters().imported()).isEqualTo(2);
                });
    }

    @Test
    void eachUtcDayHasARecordOfItsOwn() {
        RunRecord last =
                follow(
                        () -> bench.add(text("3EB1")),
                        () -> later(Duration.ofHours(13)),
                        () -> bench.add(text("3EB2")));

        assertThat(last.id()).isEqualTo("run-000002");
        assertThat(kept("run-000001").state()).isEqualTo(RunRecord.State.SUCCEEDED);
        assertThat(kept("run-000001").counters().imported()).isEqualTo(1);
        assertThat(last.counters().imported()).isEqualTo(1);
        assertThat(last.started()).isEqualTo(NOON.plus(Duration.ofHours(13)));
    }

    @Test
    void aRecordEndsOnRequest() {
        RunRecord last =
                follow(
                        () -> {
                            bench.add(text("3EB1"));
                            intake.rollOver();
                        },
                        () -> bench.add(text("3EB2")));

        assertThat(last.id()).isEqualTo("run-000002");
        assertThat(kept("run-000001").counters().imported()).isEqualTo(1);
    }

    @Test
    void aFileThatComesInBetweenIsTakenInOrder() {
        RunRecord run =
                follow(
                        () -> bench.add(text("3EB1")),
                        () -> bench.site.add(ALICE, "log", List.of(text("3EB1")), Map.of()),
                        () -> bench.add(text("3EB2")));

        assertThat(bench.items()).hasSize(2);
        assertThat(run.sources())
                .extracting(SourceResult::file)
                .containsExactly("log", "2 live captures, 1 to 3");
    }

    @Test
    void aStorageFailureEndsItAndTheNextOneGoesOn() {
        bench.writer = new FailingAt(bench.archive, 4);
        intake = bench.intake();

        assertThatThrownBy(
                        () ->
                                follow(
                                        () -> bench.add(text("3EB1")),
                                        () -> bench.add(text("3EB2")),
                                        () -> bench.add(text("3EB3")),
                                        () -> bench.add(text("3EB4"))))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("disk");
        RunRecord run = follow(() -> bench.add(text("3EB5")));

        assertThat(bench.texts()).doesNotHaveDuplicates().contains("text of 3EB3", "text of 3EB5");
        assertThat(bench.site.acknowledged()).isEqualTo(bench.items().size());
        assertThat(run.state()).isEqualTo(RunRecord.State.SUCCEEDED);
    }

    @Test
    void othersHaveTheirTurnWhileItWaits() throws InterruptedException {
        AtomicReference<Object> seen = new AtomicReference<>();
        bench.add(text("3EB1"));

        follow(
                () -> {
                    Thread other =
                            Thread.ofVirtual()
                                    .start(
                                            () ->
                                                    seen.set(
                                                            intake.between(
                                                                    () -> bench.items().size())));
                    join(other);
                    bench.add(text("3EB1"), text("3EB2"));
                });

        assertThat(seen.get()).isEqualTo(1);
        assertThat(bench.items()).hasSize(2);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRunThatWasCutOffIsSaidSoAndNumbersGoOn() {
        bench.runs().begin();

        RunRecord run = follow();

        assertThat(run.id()).isEqualTo("run-000002");
        assertThat(kept("run-000001").state()).isEqualTo(RunRecord.State.INTERRUPTED);
    }

    /// Fails once, at one commit.
    private static final class FailingAt implements ArchiveWriter {
        private final ArchiveWriter archive;
        private int left;

        FailingAt(ArchiveWriter archive, int commit) {
            this.archive = archive;
            this.left = commit;
        }

        @Override
        public StoredContent put(InputStream content) throws IOException {
            return archive.put(content);
        }

        @Override
        public PreparedGroup prepare(Iterable<Change> changes) {
            return archive.prepare(changes);
        }

        @Override
        public synchronized CommitReceipt commit(PreparedGroup group) {
            if (--left == 0) {
                throw new WharfException(ErrorCode.STORAGE_FAILED, "the disk is full");
            }
            return archive.commit(group);
        }
    }
}
