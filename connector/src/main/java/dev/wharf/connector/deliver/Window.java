package dev.wharf.connector.deliver;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/// New items that are delivered together, with their audiences as they were at one moment.
///
/// @param tally of those that wait for a mailbox
record Window(Span span, Copies copies, Tally tally) {

    /// The window that was interrupted, or else the next one; null when there is nothing up to
    /// `last`.
    ///
    /// It is read again until no gain has touched it meanwhile: then later gains are debts, and
    /// nothing is counted in both ways.
    static @Nullable Window next(
            ArchiveReader archive, Delivery.Setting setting, Progression progression, long last) {
        while (true) {
            progression.takeGains();
            Window window = read(archive, setting, progression.state(), last);
            if (window == null || !window.isTouched(archive, progression.state().group())) {
                return window;
            }
        }
    }

    private boolean isTouched(ArchiveReader archive, long group) {
        return archive.gains(group).stream()
                .anyMatch(gain -> span.meets(gain.first(), gain.last()));
    }

    private static @Nullable Window read(
            ArchiveReader archive, Delivery.Setting setting, DeliveryState state, long last) {
        Span open = state.open();
        long end = open == null ? last : open.last();
        List<ItemRow> items;
        try (Stream<ItemRow> rows = archive.after(state.sequence())) {
            items =
                    rows.takeWhile(row -> row.sequence() <= end)
                            .limit(open == null ? setting.window() : Long.MAX_VALUE)
                            .toList();
        }
        if (items.isEmpty()) {
            return null;
        }
        Tally tally = new Tally();
        Copies copies = new Copies(archive, setting.addressees(), setting.start());
        items.forEach(item -> copies.add(item, tally));
        return new Window(Span.of(items), copies, tally);
    }
}
