package dev.wharf.connector.deliver;

import dev.wharf.connector.intake.Missing;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Attachment;

import java.util.Iterator;
import java.util.List;

/// One mail for each item: the mail that the archive keeps, byte for byte.
public final class ItemForm implements Form {
    private static final String DOMAIN = "@item.wharf.invalid";

    private final ArchiveReader archive;

    public ItemForm(ArchiveReader archive) {
        this.archive = archive;
    }

    @Override
    public Iterator<Parcel> parcels(List<ItemRow> items) {
        return items.stream().map(this::parcel).iterator();
    }

    private Parcel parcel(ItemRow row) {
        if (row.erased()) {
            return Parcel.erased(row);
        }
        try {
            StoredItem item = archive.open(row);
            List<Attachment> missing = Missing.in(item.event().content());
            Outgoing mail =
                    new Outgoing(row.id() + DOMAIN, row.time(), item.mail(), archive.contents(row));
            return new Parcel(List.of(row), mail, missing.isEmpty() ? "" : Missing.reason(missing));
        } catch (WharfException e) {
            if (e.code() == ErrorCode.ERASED) {
                return Parcel.erased(row);
            }
            throw e;
        }
    }
}
