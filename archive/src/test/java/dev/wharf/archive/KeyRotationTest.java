package dev.wharf.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.file.LocalDisk;
import dev.wharf.testkit.SampleItems;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class KeyRotationTest {
    @TempDir Path folder;

    @Test
    void everyKeyIsWrappedAnewAndNothingElseChanges() throws IOException {
        TestHome home = new TestHome(folder);
        try (Archive archive = home.open()) {
            for (int i = 1; i <= 5; i++) {
                archive.commit(List.of(SampleItems.text(i, SampleItems.BOTH)));
            }
            archive.erase(
                    SampleItems.id(SampleItems.CHAT, 2), Actor.user("dpo", "test"), "asked for");
        }
        home.keys.rotate(KeyPurpose.KEY_STORE);

        long wrapped = KeyRotation.run(folder, home.setup(), Progress.NONE);

        assertThat(wrapped).isEqualTo(4);
        try (KeySlots slots = new KeySlots(new LocalDisk(), home.files.keys(), "items")) {
            for (long sequence = 1; sequence <= 5; sequence++) {
                byte[] slot = slots.read(sequence);
                assertThat(slot[0])
                        .isEqualTo((byte) (sequence == 2 ? KeySlot.DESTROYED : KeySlot.LIVE));
                assertThat(KeySlot.version(slot)).isEqualTo(sequence == 2 ? 0 : 2);
            }
        }
        try (Archive archive = home.open();
                Stream<ItemRow> rows = archive.after(0)) {
            assertThat(rows.filter(row -> !row.erased()).map(archive::open)).hasSize(4);
            assertThat(archive.verify(Progress.NONE).findings()).isEmpty();
        }
    }

    @Test
    void aSecondRotationHasNothingToDo() {
        TestHome home = new TestHome(folder);
        try (Archive archive = home.open()) {
            archive.commit(List.of(SampleItems.text(1, SampleItems.BOTH)));
        }
        home.keys.rotate(KeyPurpose.KEY_STORE);
        KeyRotation.run(folder, home.setup(), Progress.NONE);

        assertThat(KeyRotation.run(folder, home.setup(), Progress.NONE)).isZero();
    }
}
