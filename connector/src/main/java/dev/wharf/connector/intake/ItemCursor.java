package dev.wharf.connector.intake;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.util.List;
import java.util.stream.Stream;

/// Finds rows by sequence; quick when sequences mostly ascend, as they do when an export is
/// aligned. For one thread.
final class ItemCursor {
    private static final int PAGE = 512;

    private final ArchiveReader reader;
    private List<ItemRow> page = List.of();

    ItemCursor(ArchiveReader reader) {
        this.reader = reader;
    }

    ItemRow at(long sequence) {
        if (page.isEmpty()
                || sequence < page.getFirst().sequence()
                || sequence > page.getLast().sequence()) {
            try (Stream<ItemRow> rows = reader.after(sequence - 1)) {
                page = rows.limit(PAGE).toList();
            }
        }
        if (!page.isEmpty()) {
            // Sequences have no holes.
            int index = Math.toIntExact(sequence - page.getFirst().sequence());
            if (index >= 0 && index < page.size()) {
                return page.get(index);
            }
        }
        throw new WharfException(
                ErrorCode.STORAGE_CORRUPT, "The archive has no item of sequence " + sequence);
    }
}
