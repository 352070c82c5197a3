package dev.wharf.testkit;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Person;
import dev.wharf.core.search.IndexDocument;
import dev.wharf.core.search.Query;
import dev.wharf.core.search.SearchHit;
import dev.wharf.core.search.SearchIndex;
import dev.wharf.core.search.SearchRequest;
import dev.wharf.core.search.SearchResult;
import dev.wharf.core.search.TextField;
import dev.wharf.core.search.WordScanner;
import dev.wharf.core.search.WordScanner.Role;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// An index that looks at every document for every question: slow, and simple enough to be
/// believed. By the same contract as the real one. For any threads; nothing survives.
public final class MemorySearchIndex implements SearchIndex {
    private static final int SHORTEST_NUMBER = 7;

    private final TreeMap<Long, IndexDocument> documents = new TreeMap<>();
    private Map<Long, IndexDocument> visible = Map.of();
    private Map<Long, Set<String>> titles = Map.of();
    private long lastIndexed;
    private boolean settled = true;

    @Override
    public synchronized void add(IndexDocument document) {
        documents.put(document.sequence(), document);
    }

    @Override
    public synchronized void delete(long sequence) {
        documents.remove(sequence);
    }

    @Override
    public synchronized void commit(long lastIndexed, boolean settled) {
        this.lastIndexed = lastIndexed;
        this.settled = settled;
    }

    @Override
    public synchronized long lastIndexed() {
        return lastIndexed;
    }

    @Override
    public synchronized boolean isSettled() {
        return settled;
    }

    @Override
    public synchronized void refresh() {
        visible = Map.copyOf(documents);
        titles = new HashMap<>();
        for (IndexDocument document : visible.values()) {
            String title = document.chatTitle();
            if (title != null) {
                titles.computeIfAbsent(document.chat().value(), _ -> new HashSet<>()).add(title);
            }
        }
    }

    @Override
    public synchronized long size() {
        return visible.size();
    }

    @Override
    public synchronized int[] audiences(long first, int count) {
        int[] audiences = new int[count];
        for (int i = 0; i < count; i++) {
            IndexDocument document = visible.get(first + i);
            audiences[i] = document == null ? 0 : document.audience();
        }
        return audiences;
    }

    @Override
    public synchronized void clear() {
        documents.clear();
        commit(0, true);
        refresh();
    }

    @Override
    public void close() {}

    @Override
    public synchronized SearchResult search(SearchRequest request) {
        Comparator<IndexDocument> oldestFirst =
                Comparator.comparingLong((IndexDocument document) -> second(document))
                        .thenComparingLong(IndexDocument::sequence);
        Comparator<IndexDocument> order =
                switch (request.order()) {
                    case NEWEST_FIRST -> oldestFirst.reversed();
                    case OLDEST_FIRST -> oldestFirst;
                };
        Set<Integer> audiences = request.audiences();
        List<SearchHit> found =
                visible.values().stream()
                        .filter(
                                document ->
                                        audiences == null
                                                || audiences.contains(document.audience()))
                        .filter(document -> matches(document, request.query()))
                        .sorted(order)
                        .map(document -> new SearchHit(document.sequence(), second(document)))
                        .toList();
        int from = request.after() == null ? 0 : found.indexOf(request.after()) + 1;
        return new SearchResult(
                found.size(),
                SearchResult.Relation.EXACT,
                Duration.ZERO,
                found.stream().skip(from).limit(request.limit()).toList());
    }

    private static long second(IndexDocument document) {
        return document.time().getEpochSecond();
    }

    private boolean matches(IndexDocument document, Query query) {
        return switch (query) {
            case Query.All() -> true;
            case Query.And(List<Query> all) ->
                    all.stream().allMatch(part -> matches(document, part));
            case Query.Or(List<Query> any) ->
                    any.stream().anyMatch(part -> matches(document, part));
            case Query.Not(Query not) -> !matches(document, not);
            case Query.Phrase(TextField field, String text, boolean prefix) ->
                    matches(document, field, text, prefix);
            case Query.Near(String left, String right, int distance) ->
                    isNear(document.body(), left, right, distance);
            case Query.Period(Instant from, Instant before) -> isWithin(document, from, before);
            case Query.HasAttachment() -> !document.attachments().isEmpty();
            case Query.OfKind(var kinds) -> kinds.contains(document.kind());
            case Query.InChat(var chat) -> chat.equals(document.chat());
        };
    }

    private static boolean isWithin(
            IndexDocument document, @Nullable Instant from, @Nullable Instant before) {
        Instant time = Instant.ofEpochSecond(second(document));
        return (from == null || !time.isBefore(from)) && (before == null || time.isBefore(before));
    }

    private boolean matches(IndexDocument document, TextField field, String text, boolean prefix) {
        return switch (field) {
            case ANYWHERE -> anywhere(document, text, prefix);
            case BODY -> holds(document.body(), text, prefix);
            case SUBJECT -> holds(document.subject(), text, prefix);
            case CHAT ->
                    titles.getOrDefault(document.chat().value(), Set.of()).stream()
                            .anyMatch(title -> holds(title, text, prefix));
            case ATTACHMENTS ->
                    document.attachments().stream()
                            .flatMap(file -> Stream.of(file.name(), file.type()))
                            .filter(Objects::nonNull)
                            .map(Objects::requireNonNull)
                            .anyMatch(name -> holds(name, text, prefix));
            case FROM -> isFrom(document, text, prefix);
            case TO -> document.to().stream().anyMatch(person -> is(person, text, prefix));
            case PARTICIPANTS ->
                    isFrom(document, text, prefix)
                            || document.people().stream()
                                    .anyMatch(person -> is(person, text, prefix));
        };
    }

    private boolean anywhere(IndexDocument document, String text, boolean prefix) {
        boolean stands =
                Stream.of(TextField.BODY, TextField.ATTACHMENTS, TextField.CHAT, TextField.FROM)
                        .anyMatch(field -> matches(document, field, text, prefix));
        boolean names = EmailAddress.parse(text).isPresent() || !Text.of(text).numbers.isEmpty();
        return stands || (names && matches(document, TextField.PARTICIPANTS, text, prefix));
    }

    private static boolean isFrom(IndexDocument document, String text, boolean prefix) {
        Person from = document.from();
        return from != null && is(from, text, prefix);
    }

    private static boolean is(Person person, String text, boolean prefix) {
        String value = text.strip().toLowerCase(Locale.ROOT);
        if (value.indexOf('@') >= 0) {
            return addresses(person).stream()
                    .anyMatch(known -> prefix ? known.startsWith(value) : known.equals(value));
        }
        boolean domain = value.indexOf('.') > 0 && value.indexOf(' ') < 0;
        return names(person).stream().anyMatch(name -> holds(name, text, prefix))
                || addresses(person).contains(value)
                || (domain
                        && addresses(person).stream()
                                .anyMatch(
                                        known ->
                                                prefix
                                                        ? known.startsWith('@' + value)
                                                        : known.equals('@' + value)));
    }

    private static List<String> names(Person person) {
        List<String> names = new ArrayList<>();
        if (person.name() != null) {
            names.add(person.name());
        }
        if (person.phone() != null) {
            names.add(person.phone().e164());
        }
        if (person.email() != null) {
            names.add(person.email().value().replaceAll("@.*", ""));
        }
        return names;
    }

    private static List<String> addresses(Person person) {
        List<String> addresses = new ArrayList<>();
        if (person.email() != null) {
            String address = person.email().value();
            addresses.add(address);
            String domain = address.substring(address.indexOf('@') + 1);
            while (domain.indexOf('.') > 0) {
                addresses.add('@' + domain);
                domain = domain.substring(domain.indexOf('.') + 1);
            }
        }
        if (person.lid() != null) {
            addresses.add(person.lid().jid());
            addresses.add(person.lid().digits());
        }
        if (person.userId() != null) {
            addresses.add(person.userId().value().toLowerCase(Locale.ROOT));
        }
        return addresses;
    }

    /// The words of a text by place, and the other forms with the stretch of places they stand for.
    private record Text(List<String> words, List<String> forms, List<String> numbers) {
        static Text of(String text) {
            List<String> words = new ArrayList<>();
            List<String> forms = new ArrayList<>();
            List<String> numbers = new ArrayList<>();
            WordScanner scanner = new WordScanner().over(text);
            while (scanner.next()) {
                switch (scanner.role()) {
                    case WORD -> words.add(scanner.word());
                    case JOINED, TAGGED, PICTURE -> forms.add(scanner.word());
                    case NUMBER -> numbers.add(scanner.word());
                }
            }
            return new Text(words, forms, numbers);
        }

        List<Integer> places(List<String> phrase, boolean prefix) {
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i + phrase.size() <= words.size(); i++) {
                if (matchesAt(i, phrase, prefix)) {
                    places.add(i);
                }
            }
            return places;
        }

        private boolean matchesAt(int place, List<String> phrase, boolean prefix) {
            for (int i = 0; i < phrase.size(); i++) {
                String word = words.get(place + i);
                boolean last = i == phrase.size() - 1;
                if (!same(word, phrase.get(i), prefix && last)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean holds(String text, String sought, boolean prefix) {
        Text in = Text.of(text);
        Text what = Text.of(sought);
        if (what.words.isEmpty()) {
            return false;
        }
        String tag = tag(sought);
        if (tag != null) {
            return in.forms.stream().anyMatch(form -> same(form, tag, prefix));
        }
        boolean phrase = !in.places(what.words, prefix).isEmpty();
        boolean single = what.words.size() == 1;
        boolean form =
                Stream.concat(whole(sought).stream(), single ? what.words.stream() : Stream.of())
                        .anyMatch(
                                one ->
                                        in.forms.stream()
                                                        .anyMatch(known -> same(known, one, prefix))
                                                || in.words.stream()
                                                        .anyMatch(
                                                                known -> same(known, one, prefix)));
        boolean number =
                !prefix
                        && wholeNumbers(sought).stream()
                                .anyMatch(
                                        one ->
                                                in.numbers.stream()
                                                        .anyMatch(known -> sameNumber(known, one)));
        return phrase || form || number;
    }

    private static boolean same(String known, String sought, boolean prefix) {
        return prefix ? known.startsWith(sought) : known.equals(sought);
    }

    private static boolean sameNumber(String known, String sought) {
        return known.startsWith(sought)
                || (known.length() > SHORTEST_NUMBER && sought.startsWith(known));
    }

    private static @Nullable String tag(String text) {
        return spanning(text, Role.TAGGED).stream().findFirst().orElse(null);
    }

    private static List<String> whole(String text) {
        return spanning(text, Role.JOINED);
    }

    private static List<String> wholeNumbers(String text) {
        return spanning(text, Role.NUMBER);
    }

    /// Forms that stand for all words of the text.
    private static List<String> spanning(String text, Role role) {
        int start = Integer.MAX_VALUE;
        int end = 0;
        WordScanner scanner = new WordScanner().over(text);
        while (scanner.next()) {
            if (scanner.role() == Role.WORD) {
                start = Math.min(start, scanner.start());
                end = scanner.end();
            }
        }
        List<String> forms = new ArrayList<>();
        scanner.over(text);
        while (scanner.next()) {
            if (scanner.role() == role && scanner.start() <= start && scanner.end() >= end) {
                forms.add(scanner.word());
            }
        }
        return forms;
    }

    private static boolean isNear(String body, String left, String right, int distance) {
        Text text = Text.of(body);
        List<String> leftWords = Text.of(left).words;
        List<String> rightWords = Text.of(right).words;
        if (leftWords.isEmpty() || rightWords.isEmpty()) {
            return false;
        }
        for (int l : text.places(leftWords, false)) {
            for (int r : text.places(rightWords, false)) {
                int between = l < r ? r - l - leftWords.size() : l - r - rightWords.size();
                if (between >= 0 && between <= distance) {
                    return true;
                }
            }
        }
        return false;
    }
}
