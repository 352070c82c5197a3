package dev.wharf.archive;

import dev.wharf.core.archive.ArchiveReader.KeptCapture;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.progress.Progress;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Wraps the keys of the key store anew under the current key-store key, slot by slot in place, so
/// that an old version can be retired. A slot is replaced by one write within a disk sector; it may
/// be interrupted and begun again. Items and their bodies are not touched.
final class KeyRewrap {
    private static final int BLOCK = 4096;

    private final Committer.Files files;
    private final CatalogReader catalog;
    private final VaultKeys keys;
    private final Sealers sealers;

    KeyRewrap(Committer.Files files, CatalogReader catalog, VaultKeys keys, Sealers sealers) {
        this.files = files;
        this.catalog = catalog;
        this.keys = keys;
        this.sealers = sealers;
    }

    /// @param turn held for one block of slots at a time, so that commits go on in between
    /// @return slots that were wrapped anew
    long run(Object turn, Progress progress) throws IOException {
        long last = catalog.lastSequence();
        long rewrapped = 0;
        progress.begin("Wrapping keys anew", last, "keys");
        for (long first = 1; first <= last; first += BLOCK) {
            long from = first;
            long until = Math.min(last, first + BLOCK - 1);
            synchronized (turn) {
                rewrapped += items(catalog.between(from, until));
                files.itemKeys().force();
            }
            progress.advance(until - first + 1);
        }
        synchronized (turn) {
            try (Stream<KeptCapture> originals = catalog.captures()) {
                for (KeptCapture kept : (Iterable<KeptCapture>) originals::iterator) {
                    long number = kept.capture().sequence();
                    byte[] owner = ItemOpener.owner(kept.capture());
                    rewrapped += slot(files.originalKeys(), number, owner) ? 1 : 0;
                }
            }
            files.originalKeys().force();
        }
        progress.end();
        return rewrapped;
    }

    private long items(List<ItemRow> rows) throws IOException {
        long rewrapped = 0;
        for (ItemRow row : rows) {
            rewrapped += slot(files.itemKeys(), row.sequence(), row.id().bytes()) ? 1 : 0;
        }
        return rewrapped;
    }

    private boolean slot(KeySlots slots, long number, byte[] owner) throws IOException {
        VaultKeys.Versioned current = keys.current(KeyPurpose.KEY_STORE);
        byte[] slot = slots.read(number);
        if (slot[0] != KeySlot.LIVE || KeySlot.version(slot) == current.version()) {
            return false;
        }
        slots.write(number, sealers.with(sealer -> anew(sealer, current, slot, owner)));
        return true;
    }

    private byte[] anew(Sealer sealer, VaultKeys.Versioned current, byte[] slot, byte[] owner) {
        byte[] key = KeySlot.unwrap(sealer.cipher, keys, slot, owner);
        byte[] fresh = new byte[KeySlot.BYTES];
        KeySlot.wrap(sealer.cipher, sealer.random, current, key, owner, fresh, 0);
        Arrays.fill(key, (byte) 0);
        return fresh;
    }
}
