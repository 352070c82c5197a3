package dev.wharf.archive.index;

import dev.wharf.core.search.SearchIndex;
import dev.wharf.testkit.SearchIndexContract;
import java.security.SecureRandom;
import org.apache.lucene.store.ByteBuffersDirectory;

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
