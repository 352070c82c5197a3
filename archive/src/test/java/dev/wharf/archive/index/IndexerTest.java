package dev.wharf.archive.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.archive.MovedItem;
import dev.wharf.archive.NewItems;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.search.IndexDocument;
import dev.wharf.core.search.Query;
import dev.wharf.core.search.SearchRequest;
import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.MemorySearchIndex;
import dev.wharf.testkit.SampleItems;

import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

class IndexerTest {
    private final MemoryArchive archive = new MemoryArchive();
    private final MemorySearchIndex index = new MemorySearchIndex();

    private ItemRow archive(int number) {
        AddItem item = SampleItems.text(number, SampleItems.BOTH);
        archive.commit(List.of(item));
        return archive.row(item.id()).orElseThrow();
    }

    private static void tell(Indexer indexer, ItemRow row, int number) {
        tell(indexer, row, SampleItems.text(number, SampleItems.BOTH));
    }

    private static void tell(Indexer indexer, ItemRow row, AddItem item) {
        NewItems.Drafts drafts = new NewItems.Drafts(1);
        drafts.add(IndexDocument.of(0, item.event(), item.headline(), 0));
        indexer.committed(new NewItems(drafts, row.sequence(), new int[] {row.audience()}));
    }

    private long found() {
        return index.search(SearchRequest.newest(new Query.All(), 100)).total();
    }

    @Test
    void whatKeepsComingIsFoundAfterAWhile() {
        AtomicLong clock = new AtomicLong();
        AtomicLong step = new AtomicLong(TimeUnit.HOURS.toNanos(1));
        try (Indexer indexer = new Indexer(index, () -> clock.addAndGet(step.get()))) {
            indexer.start(archive);
            // Opening took an hour, so that nothing is opened for want of work.
            indexer.settle();
            step.set(0);

            tell(indexer, archive(1), 1);
            indexer.drain();
            assertThat(found()).isZero();

            clock.addAndGet(TimeUnit.SECONDS.toNanos(10));
            tell(indexer, archive(2), 2);
            indexer.drain();
            assertThat(found()).isEqualTo(2);
        }
    }

    @Test
    void catchesUpWithWhatItMissed() {
        archive(1);
        archive(2);

        try (Indexer indexer = new Indexer(index)) {
            indexer.start(archive);
            indexer.settle();

            assertThat(found()).isEqualTo(2);
            assertThat(index.lastIndexed()).isEqualTo(2);
            assertThat(index.isSettled()).isFalse();
        }
        assertThat(index.isSettled()).isTrue();
    }

    @Test
    void followsWhatIsCommitted() {
        try (Indexer indexer = new Indexer(index)) {
            indexer.start(archive);
            indexer.settle();
            for (int number = 1; number <= 50; number++) {
                tell(indexer, archive(number), number);
            }
            indexer.settle();

            assertThat(found()).isEqualTo(50);
            assertThat(index.lastIndexed()).isEqualTo(50);
        }
    }

    @Test
    void whatIsHandedOverBeforeItHasBegunIsNotReadBack() {
        archive(1);
        CountDownLatch handedOver = new CountDownLatch(1);
        List<Long> opened = new ArrayList<>();
        try (Indexer indexer = new Indexer(index)) {
            indexer.start(reading(handedOver, opened));
            tell(indexer, archive(2), 2);
            tell(indexer, archive(3), 3);
            handedOver.countDown();
            indexer.settle();

            assertThat(opened).containsExactly(1L);
            assertThat(found()).isEqualTo(3);
            assertThat(index.lastIndexed()).isEqualTo(3);
        }
    }

    @Test
    void committersWaitWhileMuchTextWaits() throws InterruptedException {
        AddItem first = longText(1);
        AddItem second = longText(2);
        archive.commit(List.of(first, second));
        CountDownLatch indexed = new CountDownLatch(1);
        AtomicInteger told = new AtomicInteger();
        try (Indexer indexer = new Indexer(index)) {
            indexer.start(reading(indexed, new ArrayList<>()));
            Thread committer =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        tell(indexer, archive.row(1).orElseThrow(), first);
                                        told.incrementAndGet();
                                        tell(indexer, archive.row(2).orElseThrow(), second);
                                        told.incrementAndGet();
                                    });
            while (committer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }

            assertThat(told).hasValue(1);
            indexed.countDown();
            committer.join();
            indexer.settle();
            assertThat(found()).isEqualTo(2);
        }
    }

    private static AddItem longText(int number) {
        return SampleItems.text(
                SampleItems.CHAT, number, "much ".repeat(1 << 20), SampleItems.BOTH);
    }

    @Test
    void anIndexToBeMendedIsHandedNothingMeanwhile() {
        archive(1);
        index.commit(1, false);
        CountDownLatch handedOver = new CountDownLatch(1);
        List<Long> opened = new ArrayList<>();
        try (Indexer indexer = new Indexer(index)) {
            indexer.start(reading(handedOver, opened));
            tell(indexer, archive(2), 2);
            handedOver.countDown();
            indexer.settle();

            assertThat(opened).containsExactly(1L, 2L);
            assertThat(found()).isEqualTo(2);
        }
    }

    /// The archive, which the index's thread gets to see only when it may.
    ///
    /// @param opened is told which items it reads
    private ArchiveReader reading(CountDownLatch mayRead, List<Long> opened) {
        InvocationHandler handler =
                (_, method, arguments) -> {
                    if (Thread.currentThread().getName().equals("wharf-index")) {
                        mayRead.await();
                    }
                    if (method.getName().equals("open")) {
                        opened.add(((ItemRow) arguments[0]).sequence());
                    }
                    return method.invoke(archive, arguments);
                };
        return (ArchiveReader)
                Proxy.newProxyInstance(
                        ArchiveReader.class.getClassLoader(),
                        new Class<?>[] {ArchiveReader.class},
                        handler);
    }

    @Test
    void whatItAlreadyHasItDoesNotTakeTwice() {
        ItemRow first = archive(1);
        try (Indexer indexer = new Indexer(index)) {
            indexer.start(archive);
            indexer.settle();
            tell(indexer, first, 1);
            indexer.settle();

            assertThat(found()).isEqualTo(1);
        }
    }

    @Test
    void forgetsWhatIsErased() {
        ItemRow row = archive(1);
        try (Indexer indexer = new Indexer(index)) {
            indexer.start(archive);
            indexer.settle();
            archive.erase(row.id());
            indexer.erased(archive.row(row.sequence()).orElseThrow());
            indexer.settle();

            assertThat(found()).isZero();
        }
    }

    @Test
    void followsItemsToAnotherAudience() {
        ItemRow row = archive(1);
        try (Indexer indexer = new Indexer(index)) {
            indexer.start(archive);
            indexer.settle();
            int audience = move(row);
            indexer.moved(List.of(new MovedItem(row.sequence(), audience)));
            indexer.settle();

            assertThat(index.audiences(1, 1)).containsExactly(audience);
        }
    }

    private int move(ItemRow row) {
        Audience alice = Audience.of(List.of(SampleItems.ALICE), List.of());
        archive.commit(List.of(new Change.SetAudience(row.id(), alice)));
        return archive.row(row.sequence()).orElseThrow().audience();
    }

    @Test
    void mendsWhatItDidNotHearBeforeAnUncleanStop() {
        ItemRow moved = archive(1);
        ItemRow erased = archive(2);
        archive(3);
        try (Indexer indexer = new Indexer(index)) {
            indexer.start(archive);
            indexer.settle();
        }
        index.commit(3, false);
        index.delete(3);
        int audience = move(moved);
        archive.erase(erased.id());

        assertThat(new Reconciliation(index, archive).compare(3))
                .isEqualTo(new Reconciliation.Report(3, 1, 1, 1));
        try (Indexer indexer = new Indexer(index)) {
            indexer.start(archive);
            indexer.settle();
        }

        assertThat(new Reconciliation(index, archive).compare(3).inStep()).isTrue();
        assertThat(index.audiences(1, 3)).containsExactly(audience, 0, moved.audience());
    }

    @Test
    void anIndexAheadOfTheArchiveIsBuiltAgain() {
        index.commit(7, true);
        archive(1);

        try (Indexer indexer = new Indexer(index)) {
            indexer.start(archive);
            indexer.settle();

            assertThat(index.lastIndexed()).isEqualTo(1);
        }
    }
}
