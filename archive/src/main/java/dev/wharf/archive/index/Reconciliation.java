package dev.wharf.archive.index;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.search.IndexDocument;
import dev.wharf.core.search.SearchIndex;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Compares index and archive item by item, without reading any text: is an item there exactly when
/// it should be, and does it belong to the right audience.
public final class Reconciliation {
    private static final int STRETCH = 65_536;

    private final SearchIndex index;
    private final ArchiveReader archive;

    public Reconciliation(SearchIndex index, ArchiveReader archive) {
        this.index = index;
        this.archive = archive;
    }

    /// @param compared items looked at
    /// @param missing not in the index
    /// @param moved under another audience in the index
    /// @param erased still in the index though the archive has destroyed them
    public record Report(long compared, long missing, long moved, long erased) {
        public boolean inStep() {
            return missing == 0 && moved == 0 && erased == 0;
        }
    }

    /// Compares all items up to a sequence.
    public Report compare(long last) {
        return walk(last, _ -> {});
    }

    /// Compares, and corrects what differs. On the indexing thread only; commits nothing.
    Report mend(long last) {
        return walk(last, this::correct);
    }

    private Report walk(long last, Consumer<ItemRow> wrong) {
        long compared = 0;
        long missing = 0;
        long moved = 0;
        long erased = 0;
        index.refresh();
        try (Stream<ItemRow> rows = archive.after(0)) {
            Iterator<ItemRow> each = rows.takeWhile(row -> row.sequence() <= last).iterator();
            int[] indexed = {};
            long first = 1;
            while (each.hasNext()) {
                ItemRow row = each.next();
                if (row.sequence() >= first + indexed.length) {
                    first = row.sequence();
                    indexed = index.audiences(first, STRETCH);
                }
                int audience = indexed[(int) (row.sequence() - first)];
                compared++;
                if (row.erased() ? audience == 0 : audience == row.audience()) {
                    continue;
                }
                missing += !row.erased() && audience == 0 ? 1 : 0;
                moved += !row.erased() && audience != 0 ? 1 : 0;
                erased += row.erased() ? 1 : 0;
                wrong.accept(row);
            }
        }
        return new Report(compared, missing, moved, erased);
    }

    private void correct(ItemRow row) {
        if (row.erased()) {
            index.delete(row.sequence());
            return;
        }
        StoredItem item = archive.open(row);
        index.add(IndexDocument.of(row.sequence(), item.event(), item.headline(), row.audience()));
    }
}
