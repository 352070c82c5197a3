package dev.wharf.archive.index;

import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;

/// How much heap the index may take.
///
/// @param itemBufferMegabytes of new items before they are written out
/// @param labelBufferMegabytes of new labels before they are written out
public record IndexMemory(int itemBufferMegabytes, int labelBufferMegabytes) {
    /// Fits a heap of 512 MB beside everything else.
    public static final IndexMemory DEFAULT = new IndexMemory(32, 4);

    IndexWriterConfig itemWriter() {
        return writer(itemBufferMegabytes).setIndexSort(ItemDocument.NEWEST_FIRST);
    }

    IndexWriterConfig labelWriter() {
        return writer(labelBufferMegabytes);
    }

    private static IndexWriterConfig writer(int bufferMegabytes) {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(6, 1);
        return new IndexWriterConfig()
                .setRAMBufferSizeMB(bufferMegabytes)
                .setUseCompoundFile(false)
                .setMergeScheduler(merges)
                .setMergePolicy(new TieredMergePolicy())
                .setCommitOnClose(false);
    }
}
