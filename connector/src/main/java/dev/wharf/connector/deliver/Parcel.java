package dev.wharf.connector.deliver;

import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.destination.Outgoing;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One mail, and the items it carries.
///
/// @param mail null when its items were erased since
/// @param missing why it is not whole, whoever gets it; empty when it is
public record Parcel(List<ItemRow> items, @Nullable Outgoing mail, String missing) {
    public Parcel {
        items = List.copyOf(items);
    }

    static Parcel erased(ItemRow item) {
        return new Parcel(List.of(item), null, "");
    }

    long size() {
        return mail == null ? 0 : mail.size();
    }
}
