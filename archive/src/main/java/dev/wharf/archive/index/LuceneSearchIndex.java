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
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
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
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
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

    private static final Logger LOG = LoggerFactory.getLogger(LuceneSearchIndex.class);
    private static final String LAST_INDEXED = "lastIndexed";
    private static final String SETTLED = "settled";
    private static final String VERSION = "version";
    private static final String OUR_VERSION = LAYOUT + "." + WordScanner.VERSION;

    private final IndexWriter items;
    private final IndexWriter labels;
    private final View.Keeper views;
    private ItemDocument document;
    private volatile long lastIndexed;
    private volatile boolean settled;
    private long highest;

    /// A query of 10,000 characters has at most 5,000 words, each looked for in a few places.
    private static final int MOST_CLAUSES = 65_536;

    static {
        IndexSearcher.setMaxClauseCount(MOST_CLAUSES);
    }

    /// Opens the index in a directory, or begins one. An index that cannot be read (damage, another
    /// key, another version of Lucene) is said so and begun anew, empty: whoever feeds it starts at
    /// 1.
    ///
    /// @param key 32 bytes; every file is sealed under a key drawn from it
    public static LuceneSearchIndex open(
            Path directory, byte[] key, SecureRandom random, IndexMemory memory) {
        try {
            return openAsIs(directory, key, random, memory);
        } catch (WharfException e) {
            if (e.code() != ErrorCode.STORAGE_CORRUPT) {
                throw e;
            }
            LOG.warn("The search index cannot be read and is built again: {}", e.getMessage());
            delete(directory);
            return openAsIs(directory, key, random, memory);
        }
    }

    /// In plain files, to measure what sealing costs. Never for anybody's chats.
    public static LuceneSearchIndex openUnsealed(Path directory, IndexMemory memory) {
        try {
            return new LuceneSearchIndex(
                    new MMapDirectory(directory.resolve("items")),
                    new MMapDirectory(directory.resolve("labels")),
                    memory);
        } catch (IOException e) {
            throw failed("open the search index", e);
        }
    }

    /// As [#open], but leaves an unreadable index alone and fails with `STORAGE_CORRUPT`.
    static LuceneSearchIndex openAsIs(
            Path directory, byte[] key, SecureRandom random, IndexMemory memory) {
        BlockCache cache = memory.cache();
        try {
            return new LuceneSearchIndex(
                    sealed(directory.resolve("items"), key, random, cache),
                    sealed(directory.resolve("labels"), key, random, cache),
                    memory);
        } catch (IOException e) {
            throw failed("open the search index", e);
        }
    }

    private static Directory sealed(Path path, byte[] key, SecureRandom random, BlockCache cache)
            throws IOException {
        return new EncryptingDirectory(new NIOFSDirectory(path), key, random, cache);
    }

    /// Removes all files of an index that is not open.
    public static void delete(Path directory) {
        try {
            for (String part : List.of("items", "labels")) {
                Path folder = directory.resolve(part);
                if (!Files.isDirectory(folder)) {
                    continue;
                }
                try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                    for (Path file : files) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw failed("remove the search index", e);
        }
    }

    /// @param items directory of the items; closed with the index
    /// @param labels directory of the labels; closed with the index
    LuceneSearchIndex(Directory items, Directory labels, IndexMemory memory) {
        IndexWriter itemWriter = null;
        IndexWriter labelWriter = null;
        try {
            itemWriter = new IndexWriter(items, memory.itemWriter());
            labelWriter = new IndexWriter(labels, memory.labelWriter());
            views = new View.Keeper(itemWriter, labelWriter);
        } catch (IOException | IllegalArgumentException e) {
            closeQuietly(itemWriter, labelWriter, items, labels);
            throw failed("open the search index", e);
        }
        this.items = itemWriter;
        this.labels = labelWriter;
        document = new ItemDocument(new Labels(labelWriter));
        Map<String, String> committed = committed(itemWriter);
        boolean empty = itemWriter.getDocStats().maxDoc == 0;
        if (!empty && !OUR_VERSION.equals(committed.get(VERSION))) {
            LOG.info("The search index was made by other word rules and is built again");
            clear();
        } else {
            lastIndexed = Long.parseLong(committed.getOrDefault(LAST_INDEXED, "0"));
            settled = Boolean.parseBoolean(committed.getOrDefault(SETTLED, "true"));
            highest = lastIndexed;
        }
    }

    private static void closeQuietly(@Nullable AutoCloseable... resources) {
        for (AutoCloseable resource : resources) {
            try {
                if (resource instanceof IndexWriter writer) {
                    writer.rollback();
                } else if (resource != null) {
                    resource.close();
                }
            } catch (Exception e) {
                LOG.debug("closing after a failure failed too", e);
            }
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
    public void commit(long lastIndexed, boolean settled) {
        try {
            labels.commit();
            items.setLiveCommitData(
                    Map.of(
                                    LAST_INDEXED,
                                    Long.toString(lastIndexed),
                                    SETTLED,
                                    Boolean.toString(settled),
                                    VERSION,
                                    OUR_VERSION)
                            .entrySet());
            items.commit();
            this.lastIndexed = lastIndexed;
            this.settled = settled;
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
    public boolean isSettled() {
        return settled;
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
            commit(0, true);
            labels.deleteAll();
            labels.commit();
            document = new ItemDocument(new Labels(labels));
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
    public int[] audiences(long first, int count) {
        int[] audiences = new int[count];
        var stretch =
                NumericDocValuesField.newSlowRangeQuery(
                        ItemDocument.SEQUENCE, first, first + count - 1);
        withView(view -> view.items().search(stretch, new AudienceCollection(first, audiences)));
        return audiences;
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

    static WharfException failed(String what, Exception e) {
        if (isUnreadable(e)) {
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

    private static boolean isUnreadable(Exception e) {
        return e instanceof CorruptIndexException
                || e instanceof IndexFormatTooOldException
                || e instanceof IndexFormatTooNewException
                || e instanceof IllegalArgumentException
                || e instanceof NoSuchFileException
                || e instanceof FileNotFoundException
                || e instanceof EOFException;
    }

    @Override
    public void close() {
        try {
            views.close();
            close(items);
            close(labels);
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
