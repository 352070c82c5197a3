package dev.wharf.archive;

import dev.wharf.core.archive.ArchiveReader.KeptCapture;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Opens items and originals with the keys of the key store. Safe for any threads.
final class ItemOpener {
    private final CatalogReader catalog;
    private final Packs packs;
    private final KeySlots itemKeys;
    private final KeySlots originalKeys;
    private final VaultKeys keys;
    private final Sealers sealers;

    ItemOpener(
            CatalogReader catalog,
            Packs packs,
            KeySlots itemKeys,
            KeySlots originalKeys,
            VaultKeys keys,
            Sealers sealers) {
        this.catalog = catalog;
        this.packs = packs;
        this.itemKeys = itemKeys;
        this.originalKeys = originalKeys;
        this.keys = keys;
        this.sealers = sealers;
    }

    ItemBody body(ItemRow row) {
        return sealers.with(sealer -> sealer.body(plain(sealer, row)));
    }

    List<HeldContent> contents(ItemRow row) {
        return sealers.with(sealer -> ItemBody.contents(plain(sealer, row)));
    }

    private byte[] plain(Sealer sealer, ItemRow row) {
        CatalogReader.BodyPlace at =
                catalog.body(row.sequence())
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.NOT_FOUND,
                                                "no item " + row.id() + " in the archive"));
        try {
            byte[] sealed = packs.get(at.place().pack()).read(at.place().offset(), at.length());
            byte[] record = record(sealer, row.id(), row.sequence(), sealed);
            return sealer.plain(record, catalog.specimen(at.specimen()));
        } catch (IOException failure) {
            throw new WharfException(ErrorCode.STORAGE_FAILED, "reading item " + row.id(), failure);
        } catch (WharfException failure) {
            throw new WharfException(
                    failure.code(),
                    "opening item " + row.id() + ": " + failure.getMessage(),
                    failure);
        }
    }

    /// Opens a sealed body with its item's key, to the compressed record.
    byte[] record(Sealer sealer, ItemId id, long sequence, byte[] sealed) {
        try {
            byte[] key = KeySlot.unwrap(sealer.cipher, keys, itemKeys.read(sequence), id.bytes());
            return sealer.unseal(id, key, sealed);
        } catch (IOException failure) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "reading the key of item " + id, failure);
        }
    }

    /// The key of a capture's original.
    HeldContent original(KeptCapture capture) {
        return sealers.with(
                sealer -> {
                    long number = capture.capture().sequence();
                    try {
                        byte[] key =
                                KeySlot.unwrap(
                                        sealer.cipher,
                                        keys,
                                        originalKeys.read(number),
                                        owner(capture.capture()));
                        return new HeldContent(
                                capture.original().digest(),
                                keys.blobName(capture.original().digest()),
                                capture.original().size(),
                                key);
                    } catch (IOException failure) {
                        throw new WharfException(
                                ErrorCode.STORAGE_FAILED,
                                "reading the key of capture " + number,
                                failure);
                    } catch (WharfException failure) {
                        throw new WharfException(
                                failure.code(),
                                "opening the original of capture "
                                        + number
                                        + ": "
                                        + failure.getMessage(),
                                failure);
                    }
                });
    }

    /// What an original's slot is bound to.
    static byte[] owner(CaptureId capture) {
        return ByteBuffer.allocate(16)
                .putLong(0x6f726967_696e616cL)
                .putLong(capture.sequence())
                .array();
    }
}
