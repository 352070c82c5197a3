package dev.wharf.archive.index;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Opened blocks of all files of an index, the least recently used dropped first. Holds at most as
/// many bytes as it was given; readers may keep one block each beyond that. Safe for many threads.
final class BlockCache {
    private static final int SHARDS = 16;

    private final Shard[] shards = new Shard[SHARDS];
    private final AtomicLong files = new AtomicLong();

    private static final class Shard extends LinkedHashMap<Long, byte[]> {
        private static final long serialVersionUID = 1L;
        private final int blocks;

        Shard(int blocks) {
            super(16, 0.75f, true);
            this.blocks = blocks;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > blocks;
        }
    }

    BlockCache(long bytes) {
        int blocks = (int) Math.max(1, bytes / BlockCipher.BLOCK / SHARDS);
        for (int i = 0; i < SHARDS; i++) {
            shards[i] = new Shard(blocks);
        }
    }

    /// A number that no other file has.
    long newFile() {
        return files.incrementAndGet();
    }

    byte @Nullable [] get(long file, long block) {
        Long key = key(file, block);
        Shard shard = shard(key);
        synchronized (shard) {
            return shard.get(key);
        }
    }

    void put(long file, long block, byte[] plain) {
        Long key = key(file, block);
        Shard shard = shard(key);
        synchronized (shard) {
            shard.put(key, plain);
        }
    }

    private static long key(long file, long block) {
        return (file << 32) ^ block;
    }

    private Shard shard(Long key) {
        return shards[(int) ((key ^ (key >>> 32) * 31) & (SHARDS - 1))];
    }
}
