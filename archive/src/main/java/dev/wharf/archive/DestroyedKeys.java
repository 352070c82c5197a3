package dev.wharf.archive;

import dev.wharf.core.item.ItemId;
import dev.wharf.store.file.Disk;
import dev.wharf.store.file.DiskFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/// The list of keys that were destroyed, `destroyed.log`: append-only, kept for ever and carried
/// over into every restored backup, so that what was erased stays erased.
///
/// ```
/// record = kind(1: 1 item, 2 original) zero(3) number(8) second(8) item id(20) zero(20) CRC32C(4)
/// ```
///
/// 64 bytes each. The number is the item's sequence or the capture's; an original has no item id. A
/// record is written when the key is gone and its blobs are removed: an erasure without one is done
/// again at start. An item is known by its id, since a restored archive may number it otherwise.
/// For one thread.
final class DestroyedKeys implements AutoCloseable {
    private static final int RECORD = 64;
    private static final int CRC_AT = 60;
    private static final int ITEM = 1;
    private static final int ORIGINAL = 2;

    private final DiskFile file;
    private final Map<ItemId, Long> items = new LinkedHashMap<>();
    private final Set<Long> originals = new HashSet<>();
    private long end;

    private DestroyedKeys(DiskFile file) {
        this.file = file;
    }

    static DestroyedKeys open(Disk disk, Path folder) throws IOException {
        DiskFile file = disk.open(folder.resolve("destroyed.log"));
        disk.forceFolder(folder);
        DestroyedKeys keys = new DestroyedKeys(file);
        keys.load();
        return keys;
    }

    private void load() throws IOException {
        long size = file.size();
        for (; end + RECORD <= size; end += RECORD) {
            ByteBuffer record = ByteBuffer.allocate(RECORD);
            file.read(record, end);
            if (record.getInt(CRC_AT) != crc(record)) {
                continue;
            }
            if (record.get(0) == ITEM) {
                byte[] id = new byte[20];
                record.get(20, id);
                items.put(ItemId.of(id), record.getLong(4));
            } else if (record.get(0) == ORIGINAL) {
                originals.add(record.getLong(4));
            }
        }
    }

    /// Items on the list, oldest first.
    Set<ItemId> items() {
        return Collections.unmodifiableSet(items.keySet());
    }

    boolean holdsAnyItem() {
        return !items.isEmpty();
    }

    boolean holdsItem(ItemId id) {
        return items.containsKey(id);
    }

    /// Whether the record says that this very slot was destroyed.
    boolean holdsItem(ItemId id, long sequence) {
        Long destroyed = items.get(id);
        return destroyed != null && destroyed == sequence;
    }

    boolean holdsOriginal(long capture) {
        return originals.contains(capture);
    }

    /// Durable when it returns.
    void addItem(ItemId id, long sequence, long second) throws IOException {
        items.put(id, sequence);
        append(ITEM, sequence, second, id.bytes());
    }

    /// Durable when it returns.
    void addOriginal(long capture, long second) throws IOException {
        originals.add(capture);
        append(ORIGINAL, capture, second, new byte[20]);
    }

    private void append(int kind, long number, long second, byte[] id) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        record.put(0, (byte) kind).putLong(4, number).putLong(12, second).put(20, id);
        record.putInt(CRC_AT, crc(record));
        file.write(record, end);
        file.force();
        end += RECORD;
    }

    private static int crc(ByteBuffer record) {
        CRC32C crc = new CRC32C();
        crc.update(record.slice(0, CRC_AT));
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
