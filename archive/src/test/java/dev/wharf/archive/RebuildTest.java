package dev.wharf.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.progress.Progress;
import dev.wharf.testkit.SampleItems;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;

/// The catalog is a projection: packs and keys alone give it back, byte for byte.
class RebuildTest {
    @TempDir Path folder;

    @Test
    void aRebuiltCatalogEqualsTheLostOne() throws Exception {
        TestHome home = new TestHome(folder);
        try (Archive archive = home.open()) {
            Story.tell(archive);
        }
        String before = CatalogDump.of(home.files.catalog());

        home.rebuild();

        assertThat(CatalogDump.of(home.files.catalog())).isEqualTo(before);
        try (Archive archive = home.open()) {
            assertThat(archive.verify(Progress.NONE).findings()).isEmpty();
        }
    }

    @Test
    void packsOfAnySizeAreReplayed() throws Exception {
        TestHome home = new TestHome(folder);
        try (Archive archive = Archive.open(folder, home.setup().packBytes(1000))) {
            Story.tell(archive);
        }
        String before = CatalogDump.of(home.files.catalog());

        home.rebuild();

        assertThat(home.files.packs()).isDirectoryContaining("glob:**000004.pack");
        assertThat(CatalogDump.of(home.files.catalog())).isEqualTo(before);
    }

    @Test
    void writingGoesOnAfterARebuild() throws Exception {
        TestHome home = new TestHome(folder);
        try (Archive archive = home.open()) {
            Story.tell(archive);
        }
        home.rebuild();

        try (Archive archive = home.open()) {
            archive.commit(List.of(SampleItems.text(50, SampleItems.BOTH)));

            assertThat(archive.verify(Progress.NONE).findings()).isEmpty();
        }
    }

    @Test
    void anOldCatalogCatchesUp() throws Exception {
        TestHome home = new TestHome(folder);
        Path old = folder.resolve("old.db");
        try (Archive archive = home.open()) {
            for (int chapter = 0; chapter < 4; chapter++) {
                Story.tell(archive, chapter);
            }
        }
        Files.copy(home.files.catalog(), old);
        try (Archive archive = home.open()) {
            for (int chapter = 4; chapter < Story.CHAPTERS; chapter++) {
                Story.tell(archive, chapter);
            }
        }
        String before = CatalogDump.of(home.files.catalog());
        Files.move(old, home.files.catalog(), StandardCopyOption.REPLACE_EXISTING);

        try (Archive archive = home.open()) {
            assertThat(archive.opened().replayed()).isEqualTo(6);
        }

        assertThat(CatalogDump.of(home.files.catalog())).isEqualTo(before);
    }

    @Test
    void keysThatWereRotatedOpenWhatTheyHaveSealed() throws Exception {
        TestHome home = new TestHome(folder);
        try (Archive archive = home.open()) {
            for (int chapter = 0; chapter < Story.CHAPTERS; chapter++) {
                Story.tell(archive, chapter);
                home.keys.rotate(KeyPurpose.PACK);
                home.keys.rotate(KeyPurpose.KEY_STORE);
            }
        }
        String before = CatalogDump.of(home.files.catalog());

        home.rebuild();

        assertThat(CatalogDump.of(home.files.catalog())).isEqualTo(before);
    }

    @Test
    void aDamagedPackIsNeverCut() throws Exception {
        TestHome home = new TestHome(folder);
        try (Archive archive = home.open()) {
            Story.tell(archive);
        }
        Path pack = home.files.packs().resolve("000001.pack");
        byte[] bytes = Files.readAllBytes(pack);
        bytes[Pack.HEADER + GroupHeader.BYTES + new Random(7).nextInt(200)] ^= 1;
        Files.write(pack, bytes);

        assertThatThrownBy(home::rebuild)
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_CORRUPT));
        assertThat(Files.readAllBytes(pack)).isEqualTo(bytes);
    }
}
