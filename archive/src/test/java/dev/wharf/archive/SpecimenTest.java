package dev.wharf.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.Specimen;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.progress.Progress;
import dev.wharf.testkit.SampleItems;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Items that are stored as what differs from a specimen are items like any other.
class SpecimenTest {
    private static final int ITEMS = 50;

    @TempDir Path folder;
    private TestHome home;

    @BeforeEach
    void begin() {
        home = new TestHome(folder);
    }

    @Test
    void theyOpenAsTheyWere() {
        List<Change> items = alike(0);

        try (Archive archive = home.open()) {
            archive.commit(items);
            archive.commit(alike(ITEMS));

            assertThat(opened(archive).subList(0, ITEMS))
                    .usingRecursiveComparison()
                    .ignoringFields("row", "audience")
                    .isEqualTo(items);
        }
    }

    @Test
    void theyOpenWithTheCatalogMadeAnew() throws Exception {
        List<StoredItem> before;
        try (Archive archive = home.open()) {
            archive.commit(alike(0));
            archive.commit(alike(ITEMS));
            before = opened(archive);
        }

        home.rebuild();

        try (Archive archive = home.open()) {
            assertThat(opened(archive)).usingRecursiveComparison().isEqualTo(before);
            assertThat(archive.verify(Progress.NONE).findings()).isEmpty();
        }
    }

    @Test
    void theyOpenWhenTheOneItWasMadeFromIsErased() {
        try (Archive archive = home.open()) {
            archive.commit(alike(0));
            List<StoredItem> before = opened(archive);

            archive.erase(SampleItems.id(SampleItems.CHAT, 0), Story.OFFICER, "a court said so");

            assertThat(opened(archive))
                    .usingRecursiveComparison()
                    .isEqualTo(before.subList(1, ITEMS));
            assertThat(archive.verify(Progress.NONE).findings()).isEmpty();
        }
    }

    @Test
    void aSpecimenThatIsNotTheRecordedOneIsFound() throws Exception {
        try (Archive archive = home.open()) {
            archive.commit(alike(0));
        }
        CatalogDump.change(home.files.catalog(), "UPDATE specimen SET body = x'00'");

        try (Archive archive = home.open()) {
            assertThat(archive.verify(Progress.NONE).findings()).hasSize(ITEMS);
        }
    }

    /// Items that share the specimen that the first of them gives.
    private static List<Change> alike(int first) {
        AddItem model = SampleItems.text(first, SampleItems.BOTH);
        Specimen specimen = new Specimen(model.event(), model.headline(), model.mail());
        List<Change> items = new ArrayList<>();
        for (int i = first; i < first + ITEMS; i++) {
            AddItem item = SampleItems.text(i, SampleItems.BOTH);
            items.add(
                    new AddItem(
                            item.id(),
                            item.event(),
                            item.headline(),
                            item.mail(),
                            item.raw(),
                            item.audience(),
                            specimen));
        }
        return items;
    }

    private static List<StoredItem> opened(Archive archive) {
        try (Stream<ItemRow> rows = archive.after(0)) {
            return rows.filter(row -> !row.erased()).map(archive::open).toList();
        }
    }
}
