package dev.wharf.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.progress.Progress;
import dev.wharf.testkit.SampleItems;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What is erased is gone, stays gone, and is on record.
class ErasureTest {
    private static final ItemId GONE = SampleItems.id(SampleItems.CHAT, 1);

    @TempDir Path folder;
    private TestHome home;

    @BeforeEach
    void begin() {
        home = new TestHome(folder);
    }

    @Test
    void erasingIsRecordedWithWhoAndWhy() {
        try (Archive archive = home.open()) {
            archive.commit(List.of(SampleItems.text(1, SampleItems.BOTH)));

            archive.erase(GONE, Story.OFFICER, "a court said so");
        }

        try (Stream<LedgerEntry> entries = home.ledger.entries(0)) {
            Act act =
                    entries.map(LedgerEntry::act)
                            .filter(entry -> entry.kind() == ActKind.ERASE)
                            .findFirst()
                            .orElseThrow();
            assertThat(act.actor()).isEqualTo(Story.OFFICER);
            assertThat(act.reason()).isEqualTo("a court said so");
            assertThat(act.subject().id()).isEqualTo(GONE.toString());
        }
    }

    @Test
    void anItemIsErasedOnce() {
        try (Archive archive = home.open()) {
            archive.commit(List.of(SampleItems.text(1, SampleItems.BOTH)));
            archive.erase(GONE, Story.OFFICER, "once");

            assertThatThrownBy(() -> archive.erase(GONE, Story.OFFICER, "twice"))
                    .isInstanceOfSatisfying(
                            WharfException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.ERASED));
        }
    }

    @Test
    void contentThatNobodyHoldsLeavesTheDisk() throws IOException {
        try (Archive archive = home.open()) {
            archive.commit(
                    List.of(SampleItems.file(1, Story.content(archive, 1), SampleItems.BOTH)));

            archive.erase(GONE, Story.OFFICER, "a court said so");

            try (Stream<Path> files = Files.walk(home.files.blobs())) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    @Test
    void aRestoredArchiveErasesAgainWhatIsOnTheList() throws IOException {
        try (Archive archive = home.open()) {
            archive.commit(List.of(SampleItems.text(1, SampleItems.BOTH)));
        }
        Path slots = home.files.keys().resolve("items-000001.slots");
        Path pack = home.files.packs().resolve("000001.pack");
        byte[] oldSlots = Files.readAllBytes(slots);
        byte[] oldPack = Files.readAllBytes(pack);
        try (Archive archive = home.open()) {
            archive.erase(GONE, Story.OFFICER, "a court said so");
        }

        Files.write(slots, oldSlots);
        Files.write(pack, oldPack);
        home.rebuild();

        try (Archive archive = home.open()) {
            ItemRow row = archive.row(GONE).orElseThrow();
            assertThat(row.erased()).isTrue();
            assertThat(archive.verify(Progress.NONE).findings()).isEmpty();
        }
        assertThat(Files.readAllBytes(slots)[KeySlot.BYTES]).isEqualTo((byte) KeySlot.DESTROYED);
    }

    @Test
    void noTextStandsInAnyFile() throws IOException {
        String canary = "the canary sang at midnight";
        try (Archive archive = home.open()) {
            archive.commit(
                    List.of(
                            SampleItems.text(
                                    SampleItems.CHAT, 1, canary.repeat(20), SampleItems.BOTH)));
            archive.erase(GONE, Story.OFFICER, "a court said so");
        }

        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(canary);
            }
        }
    }

    @Test
    void keysAreWrappedAnewUnderTheCurrentKey() throws IOException {
        try (Archive archive = home.open()) {
            Story.tell(archive);
            home.keys.rotate(KeyPurpose.KEY_STORE);

            // Eight items and one original are live.
            assertThat(archive.rewrapKeys(Progress.NONE)).isEqualTo(9);
            assertThat(archive.rewrapKeys(Progress.NONE)).isZero();

            assertThat(archive.verify(Progress.NONE).findings()).isEmpty();
        }
        byte[] slots = Files.readAllBytes(home.files.keys().resolve("items-000001.slots"));
        assertThat(slots[KeySlot.BYTES + 2]).isEqualTo((byte) 2);
    }
}
