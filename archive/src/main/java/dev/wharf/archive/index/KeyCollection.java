package dev.wharf.archive.index;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Collects the keys that matching labels stand for.
final class KeyCollection implements CollectorManager<Collector, List<Key>> {
    private final List<Key> keys = new ArrayList<>();

    @Override
    public Collector newCollector() {
        return new Collector() {
            @Override
            public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
                return reading(DocValues.getBinary(leaf.reader(), Labels.VALUE));
            }

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.COMPLETE_NO_SCORES;
            }
        };
    }

    private LeafCollector reading(BinaryDocValues values) {
        return new LeafCollector() {
            @Override
            public void setScorer(Scorable scorer) {}

            @Override
            public void collect(int label) throws IOException {
                if (values.advanceExact(label)) {
                    keys.add(new Key(BytesRef.deepCopyOf(values.binaryValue())));
                }
            }
        };
    }

    @Override
    public List<Key> reduce(Collection<Collector> collectors) {
        return keys;
    }
}
