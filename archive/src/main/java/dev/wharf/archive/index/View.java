package dev.wharf.archive.index;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ReferenceManager;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Items and labels as they were at one moment. Labels are the younger of the two, so every label
/// of every item is there.
record View(IndexSearcher items, IndexSearcher labels) {

    private static View of(DirectoryReader items, DirectoryReader labels) {
        return new View(searcher(items), searcher(labels));
    }

    private static IndexSearcher searcher(DirectoryReader reader) {
        IndexSearcher searcher = new IndexSearcher(reader);
        // Queries run in about a millisecond; a cache would take the heap that indexing needs.
        searcher.setQueryCache(null);
        return searcher;
    }

    private DirectoryReader itemReader() {
        return (DirectoryReader) items.getIndexReader();
    }

    private DirectoryReader labelReader() {
        return (DirectoryReader) labels.getIndexReader();
    }

    /// Hands out the latest view; whoever has it keeps its files open until it is given back.
    static final class Keeper extends ReferenceManager<View> {
        private final IndexWriter items;
        private final IndexWriter labels;

        Keeper(IndexWriter items, IndexWriter labels) throws IOException {
            this.items = items;
            this.labels = labels;
            current = View.of(DirectoryReader.open(items), DirectoryReader.open(labels));
        }

        @Override
        protected @Nullable View refreshIfNeeded(View old) throws IOException {
            DirectoryReader newItems = DirectoryReader.openIfChanged(old.itemReader(), items);
            if (newItems == null) {
                return null;
            }
            DirectoryReader newLabels = DirectoryReader.openIfChanged(old.labelReader(), labels);
            if (newLabels == null) {
                old.labelReader().incRef();
                newLabels = old.labelReader();
            }
            return View.of(newItems, newLabels);
        }

        @Override
        protected boolean tryIncRef(View view) {
            if (!view.itemReader().tryIncRef()) {
                return false;
            }
            if (view.labelReader().tryIncRef()) {
                return true;
            }
            decRefQuietly(view.itemReader());
            return false;
        }

        private static void decRefQuietly(DirectoryReader reader) {
            try {
                reader.decRef();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected void decRef(View view) throws IOException {
            view.itemReader().decRef();
            view.labelReader().decRef();
        }

        @Override
        protected int getRefCount(View view) {
            return view.itemReader().getRefCount();
        }
    }
}
