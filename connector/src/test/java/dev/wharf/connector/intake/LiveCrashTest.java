package dev.wharf.connector.intake;

import static dev.wharf.connector.intake.LiveBench.ALICE;
import static dev.wharf.connector.intake.LiveBench.BEN;
import static dev.wharf.connector.intake.LiveBench.CLIENT;
import static dev.wharf.connector.intake.LiveBench.direct;
import static dev.wharf.connector.intake.LiveBench.file;
import static dev.wharf.connector.intake.LiveBench.ref;
import static dev.wharf.connector.intake.LiveBench.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.run.Counters;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.CommitReceipt;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.PreparedGroup;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Receipt.Status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// An intake of live captures that is killed at any commit goes on with the same ids, nothing
/// twice, and counters that add up.
class LiveCrashTest {

    /// Ends the process, as far as an intake can tell, at one of its commits.
    private static final class Killing implements ArchiveWriter {
        private final ArchiveWriter archive;
        private final int commit;
        private final boolean before;
        private int commits;

        /// @param before whether the commit is lost, or made and not heard of
        Killing(ArchiveWriter archive, int commit, boolean before) {
            this.archive = archive;
            this.commit = commit;
            this.before = before;
        }

        static final class Killed extends Error {
            private static final long serialVersionUID = 1L;
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
            commits++;
            if (commits > commit || (commits == commit && before)) {
                throw new Killed();
            }
            CommitReceipt receipt = archive.commit(group);
            if (commits == commit) {
                throw new Killed();
            }
            return receipt;
        }
    }

    /// A little of everything, from two accounts, with a file in between.
    private static LiveBench bench(long seed, int mostAtOnce) {
        LiveBench bench = new LiveBench();
        bench.site.mostAtOnce = mostAtOnce;
        Random random = new Random(seed);
        List<Long> added = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String id = "3EB" + random.nextInt(40);
            added.add(
                    switch (random.nextInt(7)) {
                        case 0 -> bench.site.unknown("unread " + i);
                        case 1 ->
                                bench.site.add(
                                        BEN,
                                        List.of(
                                                direct(
                                                        BEN,
                                                        ALICE,
                                                        ALICE,
                                                        id,
                                                        Content.Message.text("to Ben " + id))));
                        case 2 ->
                                bench.add(
                                        direct(
                                                ALICE,
                                                CLIENT,
                                                CLIENT,
                                                id,
                                                new Content.Receipt(ref(id), Status.READ, null)));
                        case 3 -> bench.add(file("F" + id, "", "a.jpg"));
                        case 4 ->
                                added.isEmpty()
                                        ? bench.add(text(id))
                                        : bench.site.visit(
                                                added.get(random.nextInt(added.size())),
                                                Map.of("a.jpg", "picture"));
                        case 5 ->
                                bench.site.add(
                                        ALICE,
                                        i % 10 == 0 ? "log " + i : null,
                                        List.of(text(id), text("N" + i)),
                                        Map.of());
                        default -> bench.add(text(id));
                    });
        }
        return bench;
    }

    private static List<String> ids(LiveBench bench) {
        try (Stream<ItemRow> rows = bench.archive.after(0)) {
            return rows.map(
                            row ->
                                    "%s %s %s %s %s"
                                            .formatted(
                                                    row.id(),
                                                    row.sender(),
                                                    row.target(),
                                                    bench.archive.receipts(row).size(),
                                                    bench.archive.audience(row.audience())))
                    .toList();
        }
    }

    private static Counters counted(LiveBench bench) {
        return bench.runs().all().stream()
                .map(run -> run.counters())
                .reduce(Counters.NONE, Counters::plus);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anywhere(long seed) {
        LiveBench whole = bench(seed, 7);
        whole.run();
        List<String> ids = ids(whole);

        int kills = 0;
        for (int commit = 1; commit < 60; commit++) {
            for (boolean before : new boolean[] {true, false}) {
                LiveBench broken = bench(seed, 7);
                broken.writer = new Killing(broken.archive, commit, before);
                try {
                    broken.run();
                } catch (Killing.Killed _) {
                    kills++;
                }
                broken.writer = broken.archive;
                broken.site.mostAtOnce = 1 + commit % 11;
                broken.run();

                assertThat(ids(broken)).as("killed at commit %d", commit).isEqualTo(ids);
                assertThat(broken.site.acknowledged()).isEqualTo(60);
            }
        }
        assertThat(kills).isGreaterThan(20);
        assertThat(counted(whole).available()).isPositive();
    }

    @Test
    void pagesOfAnySizeGiveTheSameIds() {
        LiveBench one = bench(9, 1);
        one.run();
        LiveBench all = bench(9, 256);
        all.run();

        assertThat(ids(all)).isEqualTo(ids(one));
        assertThat(counted(all)).isEqualTo(counted(one));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void repeatedShuffledSplitAndMergedTheSameItemsComeOut(long seed) {
        Random random = new Random(seed);
        List<LiveBench.Update> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String sender = random.nextBoolean() ? ALICE : BEN;
            String id = "3EC" + i;
            Content said = Content.Message.text("text of " + id);
            all.add(direct(ALICE, BEN, sender, id, said));
            all.add(direct(BEN, ALICE, sender, id, said));
        }
        List<LiveBench.Update> twice = new ArrayList<>(all);
        twice.addAll(all);
        Collections.shuffle(twice, random);
        LiveBench bench = new LiveBench();
        while (!twice.isEmpty()) {
            List<LiveBench.Update> some =
                    twice.subList(0, Math.min(twice.size(), 1 + random.nextInt(5)));
            bench.site.add(null, List.copyOf(some));
            some.clear();
            if (random.nextInt(4) == 0) {
                bench.site.mostAtOnce = 1 + random.nextInt(9);
                bench.run();
            }
        }
        bench.run();

        assertThat(bench.texts()).hasSize(60).doesNotHaveDuplicates();
        assertThat(bench.mailbox("alice@firm.example")).hasSize(60);
        assertThat(bench.mailbox("ben@firm.example")).hasSize(60);
        Counters counters = counted(bench);
        assertThat(counters.imported()).isEqualTo(120);
        assertThat(counters.available()).isEqualTo(480);
    }
}
