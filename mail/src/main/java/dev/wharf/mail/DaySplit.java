package dev.wharf.mail;

import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.item.MailImage.Segment;

import java.util.ArrayList;
import java.util.List;

/// How much of a day goes into one mail. An item that alone is larger has a mail of its own.
///
/// @param mostItems at least 1
/// @param mostBytes of files and texts, before base64 makes a third more of them
public record DaySplit(int mostItems, long mostBytes) {
    /// Below what all four great mail systems take in one mail.
    public static final DaySplit STANDARD = new DaySplit(1_000, 20L << 20);

    public DaySplit {
        if (mostItems < 1 || mostBytes < 1) {
            throw new IllegalArgumentException("a part of a day holds at least one item");
        }
    }

    /// Whether one more item goes into a part, for callers that read a day item by item.
    ///
    /// @param items that are in the part already, with `bytes` together
    public boolean takes(int items, long bytes, StoredItem next) {
        return items == 0 || (items < mostItems && bytes + bytes(next) <= mostBytes);
    }

    /// What an item adds to a part.
    public static long bytes(StoredItem item) {
        long bytes = 0;
        for (Segment segment : item.mail().segments()) {
            bytes +=
                    switch (segment) {
                        case Segment.Literal _ -> 0;
                        case Segment.Encoded(byte[] text) -> text.length;
                        case Segment.Content content -> content.size();
                    };
        }
        return bytes;
    }

    /// The parts of a whole day, in the order given.
    public List<List<StoredItem>> split(List<StoredItem> day) {
        List<List<StoredItem>> parts = new ArrayList<>();
        List<StoredItem> part = new ArrayList<>();
        long bytes = 0;
        for (StoredItem item : day) {
            if (!takes(part.size(), bytes, item)) {
                parts.add(List.copyOf(part));
                part.clear();
                bytes = 0;
            }
            part.add(item);
            bytes += bytes(item);
        }
        if (!part.isEmpty()) {
            parts.add(List.copyOf(part));
        }
        return parts;
    }
}
