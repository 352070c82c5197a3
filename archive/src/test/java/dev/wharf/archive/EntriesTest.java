package dev.wharf.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.NaturalKey;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Entries are looked at in the order in which they were written, as often as one likes.
class EntriesTest {
    private static final long SEED = 11;

    private final Random random = new Random(SEED);

    @Test
    void entriesAreWhatWasWritten() {
        List<Entry> written = someEntries(500);

        Entries entries = encoded(written);

        assertThat(entries.count()).isEqualTo(500);
        for (int look = 0; look < 2; look++) {
            List<Entry> read = new ArrayList<>();
            entries.forEach(read::add);
            assertThat(read).usingRecursiveComparison().isEqualTo(written);
        }
    }

    @Test
    void noEntriesAreNone() {
        assertThat(encoded(List.of())).isEmpty();
    }

    @Test
    void bytesThatAreNoEntriesAreNotReadAsSuch() {
        byte[] bytes = manifest(someEntries(20));

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ManifestCodec.decode(cut))
                    .as("cut to " + length)
                    .isInstanceOf(WharfException.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> ManifestCodec.decode(longer)).isInstanceOf(WharfException.class);
    }

    private static Entries encoded(List<Entry> entries) {
        return ManifestCodec.decode(manifest(entries)).entries();
    }

    private static byte[] manifest(List<Entry> entries) {
        ManifestCodec.Writer writer = new ManifestCodec.Writer(entries.size());
        entries.forEach(writer::add);
        List<byte[]> specimens = List.of(new byte[] {1}, new byte[] {2});
        return ManifestCodec.encode(new Manifest(List.of(), List.of(), specimens, writer.entries()))
                .toBytes();
    }

    private List<Entry> someEntries(int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(
                    switch (random.nextInt(10)) {
                        case 0 -> new Entry.Key(id(), new NaturalKey(random.nextLong()));
                        case 1 -> new Entry.Receipt(id(), bytes(9));
                        case 2 ->
                                new Entry.Corroboration(
                                        id(), random.nextInt(3), random.nextInt(), -1);
                        case 3 -> new Entry.NewAudience(id(), random.nextInt(9));
                        case 4 ->
                                new Entry.Resolution(
                                        new PartyId(1 + random.nextInt(9)),
                                        new EmailAddress("ana@firm.example"),
                                        Long.MIN_VALUE,
                                        random.nextInt());
                        default -> item();
                    });
        }
        return entries;
    }

    private Entry.Item item() {
        return new Entry.Item(
                id(),
                random.nextInt(),
                random.nextInt(12),
                random.nextInt(50),
                random.nextInt(4) == 0 ? id() : null,
                random.nextInt(3),
                random.nextInt(3),
                random.nextBoolean() ? random.nextInt() : -1,
                random.nextInt(3),
                random.nextInt(1000),
                bytes(32),
                random.nextInt(4) == 0
                        ? List.of(new Entry.Blob(new BlobName(bytes(BlobName.BYTES)), 7))
                        : List.of());
    }

    private ItemId id() {
        return new ItemId(
                new ConversationId(random.nextInt(3) + 1),
                20_000 + random.nextInt(3),
                random.nextLong());
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
