package dev.wharf.archive.index;

import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;

/// How much heap the index may take, in megabytes.
///
/// @param itemBuffer of new items before they are written out
/// @param labelBuffer of new labels before they are written out
/// @param blocks of opened blocks kept for readers
public record IndexMemory(int itemBuffer, int labelBuffer, int blocks) {
    /// Fits a heap of 512 MB beside everything else.
    public static final IndexMemory DEFAULT = new IndexMemory(32, 4, 32);

    BlockCache cache() {
        return new BlockCache(blocks * 1024L * 1024);
    }

    IndexWriterConfig itemWriter() {
        return writer(itemBuffer).setIndexSort(ItemDocument.NEWEST_FIRST);
    }

    IndexWriterConfig labelWriter() {
        return writer(labelBuffer);
    }

    private static IndexWriterConfig writer(int buffer) {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(6, 1);
        return new IndexWriterConfig()
                .setRAMBufferSizeMB(buffer)
                .setUseCompoundFile(false)
                .setMergeScheduler(merges)
                .setMergePolicy(new TieredMergePolicy())
                .setCommitOnClose(false);
    }
}
