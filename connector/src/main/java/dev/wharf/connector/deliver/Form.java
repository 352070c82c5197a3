package dev.wharf.connector.deliver;

import dev.wharf.core.archive.ItemRow;

import java.util.Iterator;
import java.util.List;

/// In which form items become mails at a destination. Safe for many threads.
public interface Form {

    /// The mails of one mailbox's items, in the order they should arrive, made one by one as they
    /// are asked for. The same items give the same mails.
    Iterator<Parcel> parcels(List<ItemRow> items);

    /// The last sequence that may be delivered now, of those up to `last`.
    default long ready(long last) {
        return last;
    }
}
