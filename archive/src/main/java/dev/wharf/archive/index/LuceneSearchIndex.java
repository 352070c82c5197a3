package dev.wharf.archive.index;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.search.IndexDocument;
import dev.wharf.core.search.SearchHit;
import dev.wharf.core.search.SearchIndex;
import dev.wharf.core.search.SearchRequest;
import dev.wharf.core.search.SearchResult;
import dev.wharf.core.search.SearchResult.Relation;
import dev.wharf.core.search.WordScanner;

import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.Directory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// [SearchIndex] on Lucene, sorted by date, so that a search for the newest hits stops as soon as
/// it has them.
///
/// Two Lucene indexes: `items` holds one document per item, `labels` what many items share (see
/// [Labels]). They are committed labels first, so no item is ever without its labels.
public final class LuceneSearchIndex implements SearchIndex {
    /// Grows when fields or keys change; an index of another layout is emptied and fed again.
    private static final int LAYOUT = 1;

    private static final String LAST_INDEXED = "lastIndexed";
    private static final String VERSION = "version";
    private static final String OUR_VERSION = LAYOUT + "." + WordScanner.VERSION;

    private final IndexWriter items;
    private final IndexWriter labelWriter;
    private final View.Keeper views;
    private final ItemDocument document;
    private long lastIndexed;
    private long highest;

    /// @param items directory of the items; closed with the index
    /// @param labels directory of the labels; closed with the index
    LuceneSearchIndex(Directory items, Directory labels, IndexMemory memory) {
        try {
            this.items = new IndexWriter(items, memory.itemWriter());
            this.labelWriter = new IndexWriter(labels, memory.labelWriter());
            views = new View.Keeper(this.items, labelWriter);
            document = new ItemDocument(new Labels(labelWriter));
            Map<String, String> committed = committed(this.items);
            if (this.items.getDocStats().maxDoc > 0
                    && !OUR_VERSION.equals(committed.get(VERSION))) {
                clear();
            } else {
                lastIndexed = Long.parseLong(committed.getOrDefault(LAST_INDEXED, "0"));
                highest = lastIndexed;
            }
        } catch (IOException e) {
            throw failed("open the search index", e);
        }
    }

    private static Map<String, String> committed(IndexWriter writer) {
        Map<String, String> committed = new HashMap<>();
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            data.forEach(entry -> committed.put(entry.getKey(), entry.getValue()));
        }
        return committed;
    }

    @Override
    public void add(IndexDocument item) {
        try {
            if (item.sequence() <= highest) {
                items.deleteDocuments(withSequence(item.sequence()));
            } else {
                highest = item.sequence();
            }
            items.addDocument(document.over(item));
        } catch (IOException e) {
            throw failed("index item " + item.sequence(), e);
        }
    }

    @Override
    public void delete(long sequence) {
        try {
            items.deleteDocuments(withSequence(sequence));
        } catch (IOException e) {
            throw failed("remove item " + sequence + " from the index", e);
        }
    }

    private static org.apache.lucene.search.Query withSequence(long sequence) {
        return NumericDocValuesField.newSlowExactQuery(ItemDocument.SEQUENCE, sequence);
    }

    @Override
    public void commit(long lastIndexed) {
        try {
            labelWriter.commit();
            items.setLiveCommitData(
                    Map.of(LAST_INDEXED, Long.toString(lastIndexed), VERSION, OUR_VERSION)
                            .entrySet());
            items.commit();
            this.lastIndexed = lastIndexed;
            highest = Math.max(highest, lastIndexed);
        } catch (IOException e) {
            throw failed("commit the search index", e);
        }
    }

    @Override
    public long lastIndexed() {
        return lastIndexed;
    }

    @Override
    public void refresh() {
        try {
            views.maybeRefreshBlocking();
        } catch (IOException e) {
            throw failed("refresh the search index", e);
        }
    }

    @Override
    public void clear() {
        try {
            items.deleteAll();
            commit(0);
            labelWriter.deleteAll();
            labelWriter.commit();
            highest = 0;
            refresh();
        } catch (IOException e) {
            throw failed("empty the search index", e);
        }
    }

    @Override
    public long size() {
        return withView(view -> (long) view.items().getIndexReader().numDocs());
    }

    @Override
    public SearchResult search(SearchRequest request) {
        long start = System.nanoTime();
        return withView(
                view -> {
                    IndexSearcher searcher = view.items();
                    var query =
                            searcher.rewrite(
                                    new QueryTranslator(searcher, view.labels())
                                            .translate(request.query(), request.audiences()));
                    TopDocs found = top(searcher, query, request);
                    SearchResult.Relation relation = relation(found.totalHits);
                    long total = found.totalHits.value();
                    if (relation == Relation.AT_LEAST) {
                        long exact = countWithoutLooking(searcher, query);
                        if (exact >= 0) {
                            total = exact;
                            relation = Relation.EXACT;
                        }
                    }
                    List<SearchHit> hits = request.limit() == 0 ? List.of() : hits(found);
                    Duration took = Duration.ofNanos(System.nanoTime() - start);
                    return new SearchResult(total, relation, took, hits);
                });
    }

    private static TopDocs top(
            IndexSearcher searcher, org.apache.lucene.search.Query query, SearchRequest request)
            throws IOException {
        Sort sort =
                switch (request.order()) {
                    case NEWEST_FIRST -> ItemDocument.NEWEST_FIRST;
                    case OLDEST_FIRST -> ItemDocument.OLDEST_FIRST;
                };
        SearchHit after = request.after();
        FieldDoc from =
                after == null
                        ? null
                        : new FieldDoc(
                                Integer.MAX_VALUE,
                                Float.NaN,
                                new Object[] {after.second(), after.sequence()});
        return searcher.search(
                query,
                new TopFieldCollectorManager(
                        sort, Math.max(1, request.limit()), from, request.countUpTo()));
    }

    private static Relation relation(TotalHits total) {
        return switch (total.relation()) {
            case EQUAL_TO -> Relation.EXACT;
            case GREATER_THAN_OR_EQUAL_TO -> Relation.AT_LEAST;
        };
    }

    /// Words, dates and everything can be counted from what the index notes about them; -1 when
    /// not.
    private static long countWithoutLooking(
            IndexSearcher searcher, org.apache.lucene.search.Query query) throws IOException {
        Weight weight = searcher.createWeight(query, ScoreMode.COMPLETE_NO_SCORES, 1);
        long total = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            int count = weight.count(leaf);
            if (count < 0) {
                return -1;
            }
            total += count;
        }
        return total;
    }

    private static List<SearchHit> hits(TopDocs found) {
        List<SearchHit> hits = new ArrayList<>(found.scoreDocs.length);
        for (ScoreDoc hit : found.scoreDocs) {
            Object[] sortedBy = ((FieldDoc) hit).fields;
            hits.add(new SearchHit((Long) sortedBy[1], (Long) sortedBy[0]));
        }
        return hits;
    }

    private interface Reading<T> {
        T read(View view) throws IOException;
    }

    private <T> T withView(Reading<T> reading) {
        try {
            View view = views.acquire();
            try {
                return reading.read(view);
            } finally {
                views.release(view);
            }
        } catch (IOException e) {
            throw failed("search", e);
        }
    }

    static WharfException failed(String what, IOException e) {
        if (e instanceof CorruptIndexException) {
            return new WharfException(
                    ErrorCode.STORAGE_CORRUPT,
                    "cannot "
                            + what
                            + ": its files are not what was written, or the index key is another;"
                            + " `wharf rebuild` makes the index again from the archive",
                    e);
        }
        return new WharfException(
                ErrorCode.STORAGE_FAILED, "cannot " + what + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            views.close();
            close(items);
            close(labelWriter);
        } catch (IOException e) {
            throw failed("close the search index", e);
        }
    }

    /// Drops what is not committed, does not wait for merges (they are made up for later).
    private static void close(IndexWriter writer) throws IOException {
        try (Directory _ = writer.getDirectory()) {
            writer.rollback();
        }
    }
}
