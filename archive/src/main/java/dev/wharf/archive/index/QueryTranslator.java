package dev.wharf.archive.index;

import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.search.Query;

import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Turns a question into Lucene's terms. People, subjects and chat titles are looked up among the
/// labels first, and become the set of keys that items hold.
final class QueryTranslator {
    private final IndexSearcher labels;
    private final TextQueries itemTexts;
    private final TextQueries labelTexts;

    QueryTranslator(IndexSearcher items, IndexSearcher labels) {
        this.labels = labels;
        itemTexts = new TextQueries(items.getIndexReader());
        labelTexts = new TextQueries(labels.getIndexReader());
    }

    org.apache.lucene.search.Query translate(Query query, @Nullable Set<Integer> audiences)
            throws IOException {
        org.apache.lucene.search.Query found = translate(query);
        if (audiences == null) {
            return found;
        }
        return new BooleanQuery.Builder()
                .add(found, Occur.FILTER)
                .add(anyKey(audiences.stream().map(Key::audience).toList()), Occur.FILTER)
                .build();
    }

    private org.apache.lucene.search.Query translate(Query query) throws IOException {
        return switch (query) {
            case Query.All() -> MatchAllDocsQuery.INSTANCE;
            case Query.Phrase phrase -> text(phrase);
            case Query.Near(String left, String right, int distance) ->
                    itemTexts.near(ItemDocument.BODY, left, right, distance);
            case Query.Period(Instant from, Instant before) -> period(from, before);
            case Query.HasAttachment() -> key(Key.HAS_ATTACHMENT);
            case Query.OfKind(Set<EventKind> kinds) ->
                    anyKey(kinds.stream().map(Key::kind).toList());
            case Query.InChat(var chat) -> key(Key.chat(chat));
            case Query.And(List<Query> all) -> and(all);
            case Query.Or(List<Query> any) -> or(any);
            case Query.Not(Query not) -> and(List.of(query));
        };
    }

    private org.apache.lucene.search.Query or(List<Query> any) throws IOException {
        List<org.apache.lucene.search.Query> ways = new ArrayList<>();
        for (Query way : any) {
            ways.add(translate(way));
        }
        return TextQueries.anyOf(ways);
    }

    private org.apache.lucene.search.Query and(List<Query> all) throws IOException {
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        boolean positive = false;
        for (Query part : all) {
            if (part instanceof Query.Not(Query not)) {
                builder.add(translate(not), Occur.MUST_NOT);
            } else {
                builder.add(translate(part), Occur.FILTER);
                positive = true;
            }
        }
        if (!positive) {
            builder.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
        }
        return builder.build();
    }

    private org.apache.lucene.search.Query text(Query.Phrase phrase) throws IOException {
        String text = phrase.text();
        boolean prefix = phrase.prefix();
        return switch (phrase.field()) {
            case ANYWHERE -> anywhere(text, prefix);
            case BODY -> itemTexts.phrase(ItemDocument.BODY, text, prefix);
            case ATTACHMENTS -> itemTexts.phrase(ItemDocument.FILES, text, prefix);
            case SUBJECT -> labelled(labelTexts.phrase(Labels.SUBJECT, text, prefix));
            case CHAT -> labelled(labelTexts.phrase(Labels.TITLE, text, prefix));
            case FROM -> anyKey(keys(person(text, prefix)));
            case PARTICIPANTS -> anyKey(keys(companies(keys(person(text, prefix)), 1)));
            case TO -> to(keys(person(text, prefix)));
        };
    }

    private org.apache.lucene.search.Query anywhere(String text, boolean prefix)
            throws IOException {
        List<org.apache.lucene.search.Query> ways = new ArrayList<>();
        ways.add(itemTexts.phrase(ItemDocument.BODY, text, prefix));
        ways.add(itemTexts.phrase(ItemDocument.FILES, text, prefix));
        List<Key> keys = new ArrayList<>(keys(labelTexts.phrase(Labels.TITLE, text, prefix)));
        List<Key> people = keys(person(text, prefix));
        keys.addAll(people);
        if (EmailAddress.parse(text).isPresent() || TextQueries.isNumber(text)) {
            keys.addAll(keys(companies(people, 1)));
        }
        if (!keys.isEmpty()) {
            ways.add(anyKey(keys));
        }
        return TextQueries.anyOf(ways);
    }

    /// Somebody else of the company is it; or the sender is, and one more.
    private org.apache.lucene.search.Query to(List<Key> people) throws IOException {
        return new BooleanQuery.Builder()
                .add(anyKey(keys(companies(people, 2))), Occur.SHOULD)
                .add(
                        new BooleanQuery.Builder()
                                .add(anyKey(keys(companies(people, 1))), Occur.FILTER)
                                .add(anyKey(people), Occur.MUST_NOT)
                                .build(),
                        Occur.SHOULD)
                .build();
    }

    private org.apache.lucene.search.Query person(String text, boolean prefix) throws IOException {
        String address = text.strip().toLowerCase(Locale.ROOT);
        if (address.indexOf('@') >= 0) {
            Term term = new Term(Labels.ADDRESS, address);
            return prefix ? new PrefixQuery(term) : new TermQuery(term);
        }
        List<org.apache.lucene.search.Query> ways = new ArrayList<>();
        ways.add(labelTexts.phrase(Labels.NAMES, text, prefix));
        if (address.indexOf(' ') < 0) {
            Term domain = new Term(Labels.ADDRESS, '@' + address);
            boolean wholeEnough = address.indexOf('.') > 0;
            if (wholeEnough) {
                ways.add(prefix ? new PrefixQuery(domain) : new TermQuery(domain));
            }
            ways.add(new TermQuery(new Term(Labels.ADDRESS, address)));
        }
        return TextQueries.anyOf(ways);
    }

    private static org.apache.lucene.search.Query companies(List<Key> people, int atLeast) {
        if (people.size() < atLeast) {
            return new MatchNoDocsQuery("nobody of that name");
        }
        if (atLeast == 1) {
            return new TermInSetQuery(Labels.MEMBER, bytes(people));
        }
        return new TwiceQuery(Labels.MEMBER, bytes(people));
    }

    private org.apache.lucene.search.Query labelled(org.apache.lucene.search.Query label)
            throws IOException {
        return anyKey(keys(label));
    }

    private List<Key> keys(org.apache.lucene.search.Query label) throws IOException {
        return labels.search(label, new KeyCollection());
    }

    private static org.apache.lucene.search.Query key(Key key) {
        return new TermQuery(new Term(Key.FIELD, key.bytes()));
    }

    private static org.apache.lucene.search.Query anyKey(Collection<Key> keys) {
        return switch (keys.size()) {
            case 0 -> new MatchNoDocsQuery("no such label");
            case 1 -> key(keys.iterator().next());
            default -> new TermInSetQuery(Key.FIELD, bytes(keys));
        };
    }

    private static List<BytesRef> bytes(Collection<Key> keys) {
        return keys.stream().map(Key::bytes).toList();
    }

    private static org.apache.lucene.search.Query period(
            @Nullable Instant from, @Nullable Instant before) {
        long first = from == null ? Long.MIN_VALUE : ceiling(from);
        long last = before == null ? Long.MAX_VALUE : ceiling(before) - 1;
        return first > last
                ? new MatchNoDocsQuery("an empty period")
                : NumericDocValuesField.newSlowRangeQuery(ItemDocument.SECOND, first, last);
    }

    private static long ceiling(Instant instant) {
        return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
    }
}
