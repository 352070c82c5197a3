package dev.wharf.archive;

import dev.wharf.core.archive.ItemRow;

import java.io.IOException;
import java.time.Clock;

/// Carries out what the catalog says is erased: overwrites key slots, removes content that nothing
/// holds any more, and then notes on the list of destroyed keys that it is done. Every step may be
/// repeated. For one thread.
final class Erasures {
    private final CatalogReader catalog;
    private final KeySlots itemKeys;
    private final KeySlots originalKeys;
    private final Blobs blobs;
    private final DestroyedKeys destroyed;
    private final Clock clock;

    Erasures(CatalogReader catalog, Committer.Files files, DestroyedKeys destroyed, Clock clock) {
        this.catalog = catalog;
        this.itemKeys = files.itemKeys();
        this.originalKeys = files.originalKeys();
        this.blobs = files.blobs();
        this.destroyed = destroyed;
        this.clock = clock;
    }

    /// Destroys every key that should be gone and is not, durably: what was just erased, what an
    /// interrupted erasure left, what a restored key store brought back.
    void complete() throws IOException {
        boolean work = false;
        for (ItemRow row : catalog.erasedItems()) {
            boolean live = itemKeys.read(row.sequence())[0] == KeySlot.LIVE;
            if (live) {
                itemKeys.destroy(row.sequence());
            }
            work |= live || !destroyed.holdsItem(row.id(), row.sequence());
        }
        for (long capture : catalog.destroyedCaptures()) {
            boolean live = originalKeys.read(capture)[0] == KeySlot.LIVE;
            if (live) {
                originalKeys.destroy(capture);
            }
            work |= live || !destroyed.holdsOriginal(capture);
        }
        if (work) {
            for (BlobName name : catalog.removedBlobs()) {
                blobs.delete(name);
            }
            note();
        }
    }

    private void note() throws IOException {
        long now = clock.instant().getEpochSecond();
        for (ItemRow row : catalog.erasedItems()) {
            if (!destroyed.holdsItem(row.id(), row.sequence())) {
                destroyed.addItem(row.id(), row.sequence(), now);
            }
        }
        for (long capture : catalog.destroyedCaptures()) {
            if (!destroyed.holdsOriginal(capture)) {
                destroyed.addOriginal(capture, now);
            }
        }
    }
}
