package dev.wharf.testkit;

import dev.wharf.core.search.SearchIndex;

class MemorySearchIndexTest implements SearchIndexContract {
    @Override
    public SearchIndex index() {
        return new MemorySearchIndex();
    }
}
