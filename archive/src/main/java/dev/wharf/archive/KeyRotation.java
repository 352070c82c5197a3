package dev.wharf.archive;

import dev.wharf.core.archive.ArchiveReader.KeptCapture;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.file.Disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;

/// Wraps the keys of all items and originals anew, under the current key-store key.
///
/// New slot files are written beside the old, every newly wrapped key is opened once, and only then
/// do they take the old ones' places, file by file. A slot names the key it is wrapped with, so a
/// crash between two files leaves an archive that opens, and the rotation is simply run again. Keys
/// that were destroyed stay destroyed. For one thread.
public final class KeyRotation {
    private final ArchiveSetup setup;
    private final VaultKeys keys;
    private final AesGcm cipher = new AesGcm();
    private final Randomness random;
    private long wrapped;

    private KeyRotation(ArchiveSetup setup) {
        this.setup = setup;
        this.keys = new VaultKeys(setup.keys());
        this.random = new Randomness(setup.random());
    }

    /// Once it returns, older versions of the key-store key open nothing and may be forgotten. The
    /// archive must not be open.
    ///
    /// @return number of keys that were wrapped anew
    public static long run(Path home, ArchiveSetup setup, Progress progress) {
        KeyRotation rotation = new KeyRotation(setup);
        try (Archive archive = Archive.open(home, setup, progress)) {
            String damage = archive.opened().damage();
            if (damage != null) {
                throw Recovery.readOnly(damage);
            }
            rotation.rewrap(archive, ArchiveFiles.in(home).keys(), progress);
        } catch (IOException failure) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "wrapping keys anew in " + home, failure);
        } finally {
            progress.end();
        }
        return rotation.wrapped;
    }

    private void rewrap(Archive archive, Path folder, Progress progress) throws IOException {
        Disk disk = setup.disk();
        Path beside = folder.resolve("rotating");
        disk.createFolder(beside);
        for (Path left : disk.list(beside)) {
            disk.delete(left);
        }
        progress.begin("keys", archive.lastSequence(), "items");
        try (KeySlots old = new KeySlots(disk, folder, "items");
                KeySlots fresh = new KeySlots(disk, beside, "items");
                Stream<ItemRow> rows = archive.after(0)) {
            for (Iterator<ItemRow> all = rows.iterator(); all.hasNext(); ) {
                ItemRow row = all.next();
                rewrap(old, fresh, row.sequence(), row.id().bytes());
                progress.advance(1);
            }
            fresh.force();
        }
        try (KeySlots old = new KeySlots(disk, folder, "originals");
                KeySlots fresh = new KeySlots(disk, beside, "originals");
                Stream<KeptCapture> originals = archive.captures()) {
            for (KeptCapture kept : (Iterable<KeptCapture>) originals::iterator) {
                rewrap(old, fresh, kept.capture().sequence(), ItemOpener.owner(kept.capture()));
            }
            fresh.force();
        }
        for (Path file : disk.list(beside)) {
            disk.rename(file, folder.resolve(file.getFileName()));
            disk.forceFolder(folder);
        }
    }

    private void rewrap(KeySlots old, KeySlots fresh, long slot, byte[] owner) throws IOException {
        byte[] bytes = old.read(slot);
        VaultKeys.Versioned current = keys.current(KeyPurpose.KEY_STORE);
        if (bytes[0] == KeySlot.LIVE && KeySlot.version(bytes) != current.version()) {
            byte[] key = KeySlot.unwrap(cipher, keys, bytes, owner);
            KeySlot.wrap(cipher, random, current, key, owner, bytes, 0);
            byte[] again = KeySlot.unwrap(cipher, keys, bytes, owner);
            if (!Arrays.equals(key, again)) {
                throw new WharfException(
                        ErrorCode.BUG,
                        "a key does not open once wrapped anew; nothing was changed");
            }
            Arrays.fill(key, (byte) 0);
            Arrays.fill(again, (byte) 0);
            wrapped++;
        }
        fresh.write(slot, bytes);
    }
}
