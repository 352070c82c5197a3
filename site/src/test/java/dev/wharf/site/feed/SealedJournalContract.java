package dev.wharf.site.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.journal.MediaId;
import dev.wharf.site.journal.SealedJournal;
import dev.wharf.site.journal.SealedJournal.Entry;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What every reading of a journal without keys does.
interface SealedJournalContract {

    /// What is read from in the end.
    MemorySealedJournal source();

    /// The way to it that is tested.
    SealedJournal journal();

    @Test
    default void anEmptyJournalGivesNothing() {
        assertThat(journal().after(0, 10, 1000)).isEmpty();
        assertThat(journal().first()).isEqualTo(1);
        assertThat(journal().durable()).isZero();
        assertThat(journal().acknowledged()).isZero();
    }

    @Test
    default void recordsComeInOrderByteForByte() {
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        source().append(new byte[] {1, 2});
        source().append(new byte[0]);
        source().append(large);

        List<Entry> entries = journal().after(0, 10, 16 << 20);

        assertThat(entries).hasSize(3);
        assertThat(kept(entries.get(0)).payload()).isEqualTo(new byte[] {1, 2});
        assertThat(kept(entries.get(1)).payload()).isEmpty();
        Entry.Kept third = kept(entries.get(2));
        assertThat(Arrays.equals(third.payload(), large)).isTrue();
        assertThat(third.sequence()).isEqualTo(3);
        assertThat(third.kind()).isEqualTo((byte) 1);
        assertThat(third.segment()).isEqualTo(1);
        assertThat(third.offset()).isEqualTo(300);
    }

    private static Entry.Kept kept(Entry entry) {
        return (Entry.Kept) entry;
    }

    @Test
    default void readingGoesOnAfterASequence() {
        fill(2000);
        List<Long> sequences = new ArrayList<>();
        long after = 5;
        for (var page = journal().after(after, 700, 1 << 20);
                !page.isEmpty();
                page = journal().after(after, 700, 1 << 20)) {
            assertThat(page).hasSizeLessThanOrEqualTo(700);
            page.forEach(entry -> sequences.add(kept(entry).sequence()));
            after = sequences.getLast();
        }

        assertThat(sequences).hasSize(1995).isSorted().startsWith(6L).endsWith(2000L);
    }

    @Test
    default void aPageHoldsAboutSoManyBytesButAtLeastOneRecord() {
        source().append(new byte[100_000]);
        source().append(new byte[100_000]);
        source().append(new byte[100_000]);

        assertThat(journal().after(0, 10, 1)).hasSize(1);
        assertThat(journal().after(0, 10, 200_000)).hasSize(2);
    }

    @Test
    default void damageIsTold() {
        source().append(new byte[1]);
        source().damage(3);
        source().append(new byte[1]);

        assertThat(journal().after(1, 10, 1000))
                .first()
                .isEqualTo(new Entry.Damage(2, 4, "changed at offset 7"));
        assertThat(journal().after(4, 10, 1000)).hasSize(1);
    }

    @Test
    default void everySegmentHasItsHeader() {
        fill(2);
        source().nextSegment();
        fill(2);

        assertThat(journal().after(1, 10, 1000)).hasSize(3);
        assertThat(journal().header(1)).contains(new byte[] {1, 1});
        assertThat(journal().header(3)).contains(new byte[] {1, 3});
        assertThat(journal().header(7)).isEmpty();
    }

    @Test
    default void aDamagedHeaderIsNotThere() {
        fill(1);
        source().damageHeader(1);

        assertThat(journal().after(0, 10, 1000)).hasSize(1);
        assertThat(journal().header(1)).isEmpty();
    }

    @Test
    default void aHeaderIsThereWithoutReadingFirst() {
        fill(1);

        assertThat(journal().header(1)).contains(new byte[] {1, 1});
    }

    @Test
    default void filesAreReadAtRandom() throws IOException {
        byte[] content = new byte[700_000];
        new Random(2).nextBytes(content);
        MediaId id = new MediaId(7, 9);
        source().file(id, content);

        try (SeekableByteChannel file = journal().file(id)) {
            assertThat(file.size()).isEqualTo(content.length);
            Random random = new Random(3);
            for (int i = 0; i < 30; i++) {
                int from = random.nextInt(content.length);
                file.position(from);
                int length = Math.min(random.nextInt(200_000), content.length - from);
                assertThat(read(file, length))
                        .isEqualTo(Arrays.copyOfRange(content, from, from + length));
            }
            file.position(content.length);
            assertThat(file.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    default void filesThatAreNotHeldAreNotFound() {
        MediaId id = new MediaId(7, 9);

        assertThat(journal().holds(id)).isFalse();
        assertThatThrownBy(() -> journal().file(id))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        missing -> assertThat(missing.code()).isEqualTo(ErrorCode.NOT_FOUND));
        source().file(id, new byte[1]);
        assertThat(journal().holds(id)).isTrue();
    }

    @Test
    default void whatIsAcknowledgedNeverGoesBack() {
        fill(3);
        journal().acknowledge(2);
        journal().acknowledge(1);

        assertThat(journal().acknowledged()).isEqualTo(2);
        assertThat(source().acknowledged()).isEqualTo(2);
        assertThatThrownBy(() -> journal().acknowledge(4))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void whatWasPurgedIsSaid() {
        fill(3);
        source().forgetThrough(2);

        assertThat(journal().first()).isEqualTo(3);
        assertThat(journal().after(0, 10, 1000)).hasSize(1);
    }

    private void fill(int records) {
        for (int i = 0; i < records; i++) {
            source().append(new byte[] {(byte) i});
        }
    }

    private static byte[] read(SeekableByteChannel file, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {}
        return MemorySealedJournal.bytes(bytes.flip());
    }
}
