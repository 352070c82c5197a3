package dev.wharf.archive.index;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

import java.io.IOException;
import java.util.Collection;

/// Writes down the audience of every match at the place of its sequence. For one thread.
final class AudienceCollection implements CollectorManager<Collector, int[]> {
    private final long first;
    private final int[] audiences;

    AudienceCollection(long first, int[] audiences) {
        this.first = first;
        this.audiences = audiences;
    }

    @Override
    public Collector newCollector() {
        return new Collector() {
            @Override
            public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
                return noting(
                        DocValues.getNumeric(leaf.reader(), ItemDocument.SEQUENCE),
                        DocValues.getNumeric(leaf.reader(), ItemDocument.AUDIENCE));
            }

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.COMPLETE_NO_SCORES;
            }
        };
    }

    private LeafCollector noting(NumericDocValues sequence, NumericDocValues audience) {
        return new LeafCollector() {
            @Override
            public void setScorer(Scorable scorer) {}

            @Override
            public void collect(int item) throws IOException {
                if (sequence.advanceExact(item) && audience.advanceExact(item)) {
                    audiences[(int) (sequence.longValue() - first)] = (int) audience.longValue();
                }
            }
        };
    }

    @Override
    public int[] reduce(Collection<Collector> collectors) {
        return audiences;
    }
}
