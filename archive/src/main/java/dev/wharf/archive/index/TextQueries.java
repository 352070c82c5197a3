package dev.wharf.archive.index;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.search.WordScanner;
import dev.wharf.core.search.WordScanner.Role;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A text as a query on one field of words.
final class TextQueries {
    /// So many words may a beginning stand for within a phrase (as in Microsoft's search).
    private static final int MOST_EXPANSIONS = 10_000;

    private static final int SHORTEST_NUMBER = 7;

    /// The words of a text in order, and the other forms that stand for the text as a whole.
    private record Text(List<String> words, List<String> forms, List<String> numbers) {
        static Text of(String text) {
            List<String> words = new ArrayList<>();
            List<Form> asides = new ArrayList<>();
            int start = Integer.MAX_VALUE;
            int end = 0;
            WordScanner scanner = new WordScanner().over(text);
            while (scanner.next()) {
                if (scanner.role() == Role.WORD) {
                    words.add(scanner.word());
                    start = Math.min(start, scanner.start());
                    end = scanner.end();
                } else {
                    asides.add(
                            new Form(
                                    scanner.role(),
                                    scanner.word(),
                                    scanner.start(),
                                    scanner.end()));
                }
            }
            return of(words, asides, start, end);
        }

        private record Form(Role role, String word, int start, int end) {}

        private static Text of(List<String> words, List<Form> asides, int start, int end) {
            List<String> forms = new ArrayList<>();
            List<String> numbers = new ArrayList<>();
            for (Form form : asides) {
                if (form.start > start || form.end < end) {
                    continue;
                }
                switch (form.role) {
                    case JOINED -> forms.add(form.word);
                    case NUMBER -> numbers.add(form.word);
                    case TAGGED -> {
                        return new Text(List.of(form.word), List.of(), List.of());
                    }
                    case WORD, PICTURE -> {}
                }
            }
            return new Text(words, forms, numbers);
        }
    }

    private final IndexReader reader;

    /// @param reader in which beginnings of words are looked up
    TextQueries(IndexReader reader) {
        this.reader = reader;
    }

    /// Whether the text is one telephone number.
    static boolean isNumber(String text) {
        return !Text.of(text).numbers.isEmpty();
    }

    Query phrase(String field, String text, boolean prefix) throws IOException {
        Text parsed = Text.of(text);
        if (parsed.words.isEmpty()) {
            return new MatchNoDocsQuery("no word to look for");
        }
        List<Query> ways = new ArrayList<>();
        ways.add(phrase(field, parsed.words, prefix));
        for (String form : parsed.forms) {
            Term term = new Term(field, form);
            ways.add(prefix ? new PrefixQuery(term) : new TermQuery(term));
        }
        if (!prefix) {
            parsed.numbers.forEach(number -> addNumber(field, number, ways));
        }
        return anyOf(ways);
    }

    /// Numbers whose last digits are the same, since either side may lack its country code.
    private static void addNumber(String field, String number, List<Query> ways) {
        ways.add(new PrefixQuery(new Term(field, number)));
        List<BytesRef> shorter = new ArrayList<>();
        for (int length = 1 + SHORTEST_NUMBER; length < number.length(); length++) {
            shorter.add(new BytesRef(number.substring(0, length)));
        }
        if (!shorter.isEmpty()) {
            ways.add(new TermInSetQuery(field, shorter));
        }
    }

    static Query anyOf(List<Query> ways) {
        if (ways.size() == 1) {
            return ways.getFirst();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        ways.forEach(way -> any.add(way, Occur.SHOULD));
        return any.build();
    }

    private Query phrase(String field, List<String> words, boolean prefix) throws IOException {
        Term last = new Term(field, words.getLast());
        if (words.size() == 1) {
            return prefix ? new PrefixQuery(last) : new TermQuery(last);
        }
        if (!prefix) {
            PhraseQuery.Builder phrase = new PhraseQuery.Builder();
            words.forEach(word -> phrase.add(new Term(field, word)));
            return phrase.build();
        }
        Term[] endings = expand(last);
        if (endings.length == 0) {
            return new MatchNoDocsQuery("no word begins so");
        }
        MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder();
        words.subList(0, words.size() - 1).forEach(word -> phrase.add(new Term(field, word)));
        return phrase.add(endings).build();
    }

    Query near(String field, String left, String right, int distance) {
        Text leftText = Text.of(left);
        Text rightText = Text.of(right);
        if (leftText.words.isEmpty() || rightText.words.isEmpty()) {
            return new MatchNoDocsQuery("no word to look for");
        }
        IntervalsSource both =
                Intervals.unorderedNoOverlaps(interval(leftText.words), interval(rightText.words));
        return new IntervalQuery(field, Intervals.maxgaps(distance, both));
    }

    private static IntervalsSource interval(List<String> words) {
        return words.size() == 1
                ? Intervals.term(words.getFirst())
                : Intervals.phrase(words.toArray(String[]::new));
    }

    private Term[] expand(Term beginning) throws IOException {
        Terms terms = MultiTerms.getTerms(reader, beginning.field());
        if (terms == null) {
            return new Term[0];
        }
        TermsEnum each = terms.iterator();
        if (each.seekCeil(beginning.bytes()) == TermsEnum.SeekStatus.END) {
            return new Term[0];
        }
        List<Term> expanded = new ArrayList<>();
        for (BytesRef term = each.term();
                term != null && StringHelper.startsWith(term, beginning.bytes());
                term = each.next()) {
            if (expanded.size() == MOST_EXPANSIONS) {
                throw new WharfException(
                        ErrorCode.QUERY_INVALID,
                        "the phrase ends in a beginning that more than %,d words share; make it longer"
                                .formatted(MOST_EXPANSIONS));
            }
            expanded.add(new Term(beginning.field(), BytesRef.deepCopyOf(term)));
        }
        return expanded.toArray(Term[]::new);
    }
}
