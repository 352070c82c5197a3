package dev.wharf.archive;

import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the key of content by its digest: just received, remembered from a moment ago, or held by
/// an item or original of the archive. Safe for any threads.
final class ContentStore {
    private static final int REMEMBERED = 4096;

    private final Blobs blobs;
    private final VaultKeys keys;
    private final CatalogReader catalog;
    private final ItemOpener items;

    /// Received in this session and not yet referred to by a commit.
    private final Map<ContentDigest, HeldContent> pending = new HashMap<>();

    private final Map<ContentDigest, HeldContent> recent =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ContentDigest, HeldContent> eldest) {
                    return size() > REMEMBERED;
                }
            };

    ContentStore(Blobs blobs, VaultKeys keys, CatalogReader catalog, ItemOpener items) {
        this.blobs = blobs;
        this.keys = keys;
        this.catalog = catalog;
        this.items = items;
    }

    StoredContent put(InputStream content) throws IOException {
        Blobs.Received received = blobs.receive(content);
        HeldContent held = received.content();
        synchronized (this) {
            if (pending.containsKey(held.digest()) || catalog.holds(held.name())) {
                blobs.discard(received);
            } else {
                blobs.accept(received);
                pending.put(held.digest(), held);
            }
        }
        return new StoredContent(held.digest(), held.size());
    }

    /// @throws WharfException NOT_FOUND when nobody has put it
    HeldContent resolve(ContentDigest digest) {
        synchronized (this) {
            HeldContent known = pending.get(digest);
            if (known == null) {
                known = recent.get(digest);
            }
            if (known != null) {
                return known;
            }
        }
        HeldContent found =
                stored(digest)
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.NOT_FOUND,
                                                "content " + digest + " is not in the archive"));
        synchronized (this) {
            recent.put(digest, found);
        }
        return found;
    }

    private Optional<HeldContent> stored(ContentDigest digest) {
        BlobName name = keys.blobName(digest);
        Optional<ItemRow> holder = catalog.holder(name);
        if (holder.isPresent()) {
            return items.contents(holder.get()).stream()
                    .filter(content -> content.digest().equals(digest))
                    .findFirst();
        }
        Optional<CaptureId> capture = catalog.capturing(name);
        return capture.flatMap(catalog::kept).map(items::original);
    }

    /// Those of a group's contents that are new with it.
    ///
    /// @throws WharfException STORAGE_FAILED when one was removed since the group was prepared
    synchronized List<BlobName> fresh(Collection<HeldContent> contents) {
        for (HeldContent content : contents) {
            if (!pending.containsKey(content.digest()) && !catalog.holds(content.name())) {
                throw new WharfException(
                        ErrorCode.STORAGE_FAILED,
                        "content " + content.digest() + " was erased meanwhile; store it again");
            }
        }
        return contents.stream()
                .filter(content -> pending.containsKey(content.digest()))
                .map(HeldContent::name)
                .distinct()
                .toList();
    }

    /// The group that refers to these is committed.
    synchronized void committed(Collection<HeldContent> contents) {
        for (HeldContent content : contents) {
            pending.remove(content.digest());
            recent.put(content.digest(), content);
        }
    }

    /// An erasure may have left a remembered key without a holder.
    synchronized void forget() {
        recent.clear();
    }
}
