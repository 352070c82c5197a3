package dev.wharf.connector.deliver;

import dev.wharf.connector.intake.Missing;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Attachment;
import dev.wharf.mail.DayContents;
import dev.wharf.mail.DayMail;
import dev.wharf.mail.DayRenderer;
import dev.wharf.mail.DaySplit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One mail for each conversation and UTC day, once the day is over. A large day has several, and
/// what arrives later for a day comes as one more: no item is in two mails of a mailbox.
public final class DayForm implements Form {
    private final ArchiveReader archive;
    private final DayMarks marks;
    private final DaySplit split;
    private final DayRenderer renderer = new DayRenderer();

    public DayForm(ArchiveReader archive, DayMarks marks, DaySplit split) {
        this.archive = archive;
        this.marks = marks;
        this.split = split;
    }

    @Override
    public long ready(long last) {
        return Math.min(last, marks.today());
    }

    private record Day(ConversationId chat, int day) {}

    @Override
    public Iterator<Parcel> parcels(List<ItemRow> items) {
        Map<Day, List<ItemRow>> days = new LinkedHashMap<>();
        for (ItemRow item : items) {
            days.computeIfAbsent(
                            new Day(item.id().conversation(), item.id().day()),
                            _ -> new ArrayList<>())
                    .add(item);
        }
        return days.entrySet().stream()
                .flatMap(day -> chunks(day.getValue()).stream().map(rows -> Map.entry(day, rows)))
                .flatMap(chunk -> parcels(chunk.getKey().getKey(), chunk.getValue()).stream())
                .iterator();
    }

    /// So many items at once are opened and put in order; a day of more is several mails anyway.
    private List<List<ItemRow>> chunks(List<ItemRow> day) {
        List<List<ItemRow>> chunks = new ArrayList<>();
        for (int from = 0; from < day.size(); from += split.mostItems()) {
            chunks.add(day.subList(from, Math.min(day.size(), from + split.mostItems())));
        }
        return chunks;
    }

    private List<Parcel> parcels(Day day, List<ItemRow> rows) {
        List<Parcel> parcels = new ArrayList<>();
        List<StoredItem> items = new ArrayList<>();
        for (ItemRow row : rows) {
            Optional<StoredItem> item = open(row);
            item.ifPresentOrElse(items::add, () -> parcels.add(Parcel.erased(row)));
        }
        items.sort(DayRenderer.ORDER);
        int part = isBegun(day, rows.getFirst()) ? 2 : 1;
        for (List<StoredItem> some : split.split(items)) {
            parcels.add(parcel(day, part++, some));
        }
        return parcels;
    }

    private Optional<StoredItem> open(ItemRow row) {
        if (row.erased()) {
            return Optional.empty();
        }
        try {
            return Optional.of(archive.open(row));
        } catch (WharfException e) {
            if (e.code() == ErrorCode.ERASED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Whether something of the day was archived before: then this mail is a continuation.
    private boolean isBegun(Day day, ItemRow first) {
        try (Stream<ItemRow> rows = archive.rows(day.chat(), day.day(), day.day())) {
            return rows.findFirst().filter(row -> row.sequence() < first.sequence()).isPresent();
        }
    }

    private Parcel parcel(Day day, int part, List<StoredItem> items) {
        DayMail mail = renderer.render(day.chat(), day.day(), part, items);
        List<Attachment> missing =
                items.stream()
                        .map(item -> Missing.in(item.event().content()))
                        .flatMap(Collection::stream)
                        .toList();
        return new Parcel(
                items.stream().map(StoredItem::row).toList(),
                new Outgoing(
                        mail.messageId(),
                        mail.date(),
                        mail.image(),
                        DayContents.of(items, archive::contents)),
                missing.isEmpty() ? "" : Missing.reason(missing));
    }
}
