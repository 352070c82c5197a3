package dev.wharf.archive.index;

import dev.wharf.core.search.SearchIndex;
import dev.wharf.testkit.SearchIndexContract;

import org.apache.lucene.store.ByteBuffersDirectory;

import java.security.SecureRandom;

class LuceneSearchIndexTest implements SearchIndexContract {
    @Override
    public SearchIndex index() {
        return new LuceneSearchIndex(sealed(), sealed(), IndexMemory.DEFAULT);
    }

    private static EncryptingDirectory sealed() {
        return new EncryptingDirectory(
                new ByteBuffersDirectory(),
                new byte[32],
                new SecureRandom(),
                IndexMemory.DEFAULT.cache());
    }
}
