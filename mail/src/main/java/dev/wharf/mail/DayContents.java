package dev.wharf.mail;

import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.item.ContentSource;
import dev.wharf.core.item.MailImage.Segment;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The files of several items, by digest: each is opened as its item's own, since it is encrypted
/// under that item's key. Of items that share a file the first gives it. As safe for many threads
/// as the items' own sources are.
public final class DayContents implements ContentSource {
    private final Map<ContentDigest, ItemRow> holders;
    private final Function<ItemRow, ContentSource> contents;

    private DayContents(
            Map<ContentDigest, ItemRow> holders, Function<ItemRow, ContentSource> contents) {
        this.holders = holders;
        this.contents = contents;
    }

    /// @param contents gives one item's files: [dev.wharf.core.archive.ArchiveReader#contents]
    public static DayContents of(
            Collection<StoredItem> items, Function<ItemRow, ContentSource> contents) {
        Map<ContentDigest, ItemRow> holders = new HashMap<>();
        for (StoredItem item : items) {
            for (Segment segment : item.mail().segments()) {
                if (segment instanceof Segment.Content content) {
                    holders.putIfAbsent(content.digest(), item.row());
                }
            }
        }
        return new DayContents(holders, contents);
    }

    @Override
    public InputStream open(ContentDigest digest) throws IOException {
        ItemRow holder = holders.get(digest);
        if (holder == null) {
            throw new FileNotFoundException("no item of the day holds content " + digest);
        }
        return contents.apply(holder).open(digest);
    }
}
