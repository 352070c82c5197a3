package dev.wharf.archive.index;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/// Documents that hold at least two of the terms, of which there may be any number.
final class TwiceQuery extends Query {
    private final String field;
    private final List<BytesRef> terms;

    TwiceQuery(String field, List<BytesRef> terms) {
        this.field = field;
        this.terms = List.copyOf(terms);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf)
                    throws IOException {
                FixedBitSet twice = twice(leaf);
                return ConstantScoreScorerSupplier.fromIterator(
                        new BitSetIterator(twice, twice.cardinality()),
                        score(),
                        scoreMode,
                        leaf.reader().maxDoc());
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return true;
            }
        };
    }

    private FixedBitSet twice(LeafReaderContext leaf) throws IOException {
        FixedBitSet once = new FixedBitSet(leaf.reader().maxDoc());
        FixedBitSet twice = new FixedBitSet(leaf.reader().maxDoc());
        TermsEnum each = Terms.getTerms(leaf.reader(), field).iterator();
        PostingsEnum postings = null;
        for (BytesRef term : terms) {
            if (!each.seekExact(term)) {
                continue;
            }
            postings = each.postings(postings, PostingsEnum.NONE);
            for (int doc = postings.nextDoc();
                    doc != PostingsEnum.NO_MORE_DOCS;
                    doc = postings.nextDoc()) {
                if (once.getAndSet(doc)) {
                    twice.set(doc);
                }
            }
        }
        return twice;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String defaultField) {
        return field + " holds two of " + terms.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TwiceQuery twice
                && twice.field.equals(field)
                && twice.terms.equals(terms);
    }

    @Override
    public int hashCode() {
        return 31 * field.hashCode() + terms.hashCode();
    }
}
