package dev.wharf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.core.search.IndexDocument;
import dev.wharf.core.search.Query;
import dev.wharf.core.search.SearchHit;
import dev.wharf.core.search.SearchIndex;
import dev.wharf.core.search.SearchRequest;
import dev.wharf.core.search.SearchRequest.Order;
import dev.wharf.core.search.SearchResult;
import dev.wharf.core.search.TextField;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// What every search index does, one short test each, in one place as the port's specification.
public interface SearchIndexContract {
    long START = 1_700_000_000;

    Person ANA =
            new Person(
                    null,
                    "Ana Díaz",
                    new PhoneNumber("+447700900123"),
                    null,
                    null,
                    new EmailAddress("ana.diaz@mail.example.com"),
                    null,
                    true);
    Person BOB = Person.named("Bob");
    Person CHEN =
            new Person(
                    null,
                    "陈伟",
                    null,
                    null,
                    null,
                    new EmailAddress("chen@example.com.mx"),
                    null,
                    false);

    /// A new, empty one.
    SearchIndex index();

    @Test
    default void aNewIndexIsEmptyAndSettled() {
        try (SearchIndex index = index()) {
            assertThat(index.size()).isZero();
            assertThat(index.lastIndexed()).isZero();
            assertThat(index.isSettled()).isTrue();
            assertThat(index.search(SearchRequest.newest(new Query.All(), 10)).hits()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    Quarterly Budget review      | BUDGET             | true
                    Quarterly Budget review      | budget review      | true
                    Quarterly Budget review      | review budget      | false
                    Quarterly Budget review      | quarterly review   | false
                    Quarterly Budget review      | budge              | false
                    Señor Müller, ¿qué tal?      | senor muller       | true
                    Senor Muller                 | Señor Müller       | true
                    die Straße ist lang          | STRASSE            | true
                    IŞIK DOĞUDAN                 | ışık doğudan       | true
                    Встреча в ЧЕТВЕРГ            | четверг            | true
                    明天下午开会讨论预算          | 开会               | true
                    明天下午开会讨论预算          | 会开               | false
                    明天下午开会讨论预算          | 预                 | true
                    会議はカタカナで              | カタカナ           | true
                    ﾊﾝｶｸ                         | ハンカク           | true
                    오늘 회의록을 보냈어요        | 회의               | true
                    พรุ่งนี้กินข้าวด้วยกัน       | กินข้าว            | true
                    พรุ่งนี้กินข้าวด้วยกัน       | ข้าวกิน            | false
                    ຂ້ອຍໄປຕະຫຼາດ                 | ຕະຫຼາດ             | true
                    ខ្ញុំទៅផ្សារ                 | ផ្សារ              | true
                    ကျွန်တော်ဈေးသွားမယ်          | ဈေးသွား            | true
                    مُحَمَّد وصل إلى المكتب      | محمد               | true
                    مرحبـــا بكم                 | مرحبا              | true
                    שָׁלוֹם לכולם                | שלום               | true
                    دفتر صبح می‌خواهم            | میخواهم            | true
                    नमस्ते दुनिया                | दुनिया             | true
                    வணக்கம் உலகம்                | உலகம்              | true
                    deal done 👍🏽               | 👍                 | true
                    deal done 👍                 | 👍🏿                | true
                    our doctor 👩🏽‍⚕️ called      | 👩‍⚕️               | true
                    our doctor 👩🏽‍⚕️ called      | 👩                 | true
                    our doctor 👩🏽‍⚕️ called      | ⚕                  | false
                    🇪🇸 vs 🇫🇷                    | 🇫🇷                 | true
                    🇪🇸 vs 🇫🇷                    | 🇪🇷                 | false
                    ٢٠٢٥ رقم                     | 2025               | true
                    see https://www.example.com/a?id=7 | example.com   | true
                    mail bob@example.com now     | bob@example.com    | true
                    mail bob@example.com now     | example            | true
                    call 07700 900 123 today     | +44 7700 900123    | true
                    call +44 (0)7700-900123      | 07700900123        | true
                    call +447700900123           | 7700 900123        | true
                    call +447700900124           | +447700900123      | false
                    order 900123                 | 07700900123        | false
                    paid 1,500,000.00            | 1500000            | true
                    don't                        | dont               | true
                    dont                         | don’t              | true
                    l’avion décolle              | avion              | true
                    an e-mail                    | email              | true
                    an email                     | e-mail             | true
                    the #Q3_budget is out        | #q3_budget         | true
                    the q3 budget is out         | #q3_budget         | false
                    the #Q3_budget is out        | budget             | true
                    ping @ana please             | @ana               | true
                    *bold* and _italic_          | bold and italic    | true
                    IMG-20240102-WA0001.jpg      | WA0001             | true
                    !!! ???                      | !!!                | false
                    """)
    default void findsWordsOfAnyScript(String body, String sought, boolean found) {
        try (SearchIndex index = index()) {
            index.add(says(1, body));
            index.refresh();

            assertThat(found(index, text(TextField.BODY, sought)))
                    .as("%s in %s", sought, body)
                    .isEqualTo(found ? List.of(1L) : List.of());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    budg         | true
                    quarterly bu | true
                    udget        | false
                    review b     | false
                    """)
    default void findsBeginnings(String beginning, boolean found) {
        try (SearchIndex index = index()) {
            index.add(says(1, "Quarterly budget review"));
            index.refresh();

            assertThat(found(index, new Query.Phrase(TextField.BODY, beginning, true)))
                    .isEqualTo(found ? List.of(1L) : List.of());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FROM         | Ana                       | true
                    FROM         | ana díaz                  | true
                    FROM         | diaz ana                  | false
                    FROM         | +44 7700 900123           | true
                    FROM         | 07700 900123              | true
                    FROM         | ana.diaz@mail.example.com | true
                    FROM         | mail.example.com          | true
                    FROM         | example.com               | true
                    FROM         | @example.com              | true
                    FROM         | ample.com                 | false
                    FROM         | bob                       | false
                    TO           | ana                       | false
                    TO           | bob                       | true
                    TO           | 陈                        | true
                    TO           | example.com               | false
                    TO           | example.com.mx            | true
                    PARTICIPANTS | ana                       | true
                    PARTICIPANTS | bob                       | true
                    PARTICIPANTS | nobody                    | false
                    CHAT         | deal team                 | true
                    CHAT         | deal                      | true
                    CHAT         | team deal                 | false
                    SUBJECT      | from ana                  | true
                    ANYWHERE     | ana                       | true
                    ANYWHERE     | bob                       | false
                    ANYWHERE     | chen@example.com.mx       | true
                    ANYWHERE     | deal                      | true
                    ANYWHERE     | invoice                   | true
                    ATTACHMENTS  | invoice                   | true
                    ATTACHMENTS  | invoice 7.pdf             | true
                    ATTACHMENTS  | pdf                       | true
                    ATTACHMENTS  | jpeg                      | false
                    """)
    default void findsPeopleChatsSubjectsAndFiles(TextField field, String text, boolean found) {
        try (SearchIndex index = index()) {
            index.add(fromAnaToTheTeam(1));
            index.refresh();

            assertThat(found(index, text(field, text))).isEqualTo(found ? List.of(1L) : List.of());
        }
    }

    @Test
    default void toMeansAnotherThanTheSenderEvenOfTheSameDomain() {
        Person carl = person("Carl", "carl@firm.example");
        Person dora = person("Dora", "dora@firm.example");
        try (SearchIndex index = index()) {
            index.add(between(1, carl, List.of(carl, BOB)));
            index.add(between(2, carl, List.of(carl, dora)));
            index.add(between(3, BOB, List.of(carl, BOB)));
            index.refresh();

            assertThat(found(index, text(TextField.TO, "firm.example"))).containsExactly(3L, 2L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "quarterly, review, 0, false",
        "quarterly, review, 1, true",
        "review, quarterly, 1, true",
        "quarterly budget, out, 2, true",
        "quarterly budget, out, 1, false",
        "review, review, 5, false"
    })
    default void findsWhatIsNear(String left, String right, int distance, boolean found) {
        try (SearchIndex index = index()) {
            index.add(says(1, "Quarterly budget review is out"));
            index.refresh();

            assertThat(found(index, new Query.Near(left, right, distance)))
                    .isEqualTo(found ? List.of(1L) : List.of());
        }
    }

    @Test
    default void itemsOfTwoChatsByTurnsKeepWhatIsTheirs() {
        try (SearchIndex index = index()) {
            index.add(says(1, "a"));
            index.add(fromAnaToTheTeam(2));
            index.add(withAudience(3, 7));
            index.add(fromAnaToTheTeam(4));
            index.add(between(5, BOB, new ArrayList<>(List.of(BOB))));
            index.refresh();

            assertThat(found(index, new Query.InChat(new ConversationId(-7))))
                    .containsExactly(4L, 2L);
            assertThat(found(index, new Query.InChat(new ConversationId(5))))
                    .containsExactly(5L, 3L, 1L);
            assertThat(found(index, text(TextField.PARTICIPANTS, "ana"))).containsExactly(4L, 2L);
            assertThat(found(index, text(TextField.CHAT, "team"))).containsExactly(4L, 2L);
            assertThat(found(index, new Query.HasAttachment())).containsExactly(4L, 2L);
            assertThat(index.audiences(1, 5)).containsExactly(1, 1, 7, 1, 1);
        }
    }

    @Test
    default void combinesAsLogicSays() {
        try (SearchIndex index = index()) {
            index.add(says(1, "red apple"));
            index.add(says(2, "green apple"));
            index.add(says(3, "red pear"));
            index.refresh();
            Query red = Query.words("red");
            Query apple = Query.words("apple");

            assertThat(found(index, new Query.And(List.of(red, apple)))).containsExactly(1L);
            assertThat(found(index, new Query.Or(List.of(red, apple)))).containsExactly(3L, 2L, 1L);
            assertThat(found(index, new Query.Not(red))).containsExactly(2L);
            assertThat(found(index, new Query.And(List.of(apple, new Query.Not(red)))))
                    .containsExactly(2L);
            assertThat(found(index, new Query.Or(List.of(apple, new Query.Not(apple)))))
                    .containsExactly(3L, 2L, 1L);
            assertThat(found(index, new Query.Not(new Query.Not(red)))).containsExactly(3L, 1L);
            assertThat(found(index, new Query.Not(new Query.All()))).isEmpty();
        }
    }

    @Test
    default void findsPeriodsToTheSecond() {
        try (SearchIndex index = index()) {
            index.add(says(1, "a"));
            index.add(says(2, "b"));
            index.add(says(3, "c"));
            index.refresh();
            Instant second = Instant.ofEpochSecond(START + 2);

            assertThat(found(index, new Query.Period(second, null))).containsExactly(3L, 2L);
            assertThat(found(index, new Query.Period(null, second))).containsExactly(1L);
            assertThat(found(index, new Query.Period(second, second.plusSeconds(1))))
                    .containsExactly(2L);
            assertThat(found(index, new Query.Period(second, second))).isEmpty();
        }
    }

    @Test
    default void findsKindsChatsAndAttachments() {
        try (SearchIndex index = index()) {
            index.add(says(1, "a"));
            index.add(fromAnaToTheTeam(2));
            index.refresh();

            assertThat(found(index, new Query.HasAttachment())).containsExactly(2L);
            assertThat(found(index, new Query.OfKind(Set.of(EventKind.CALL)))).isEmpty();
            assertThat(found(index, new Query.OfKind(Set.of(EventKind.CALL, EventKind.MESSAGE))))
                    .containsExactly(2L, 1L);
            assertThat(found(index, new Query.InChat(new ConversationId(-7)))).containsExactly(2L);
        }
    }

    @Test
    default void ofOneSecondTheLastArchivedIsTheNewest() {
        try (SearchIndex index = index()) {
            index.add(at(1, 50));
            index.add(at(2, 70));
            index.add(at(3, 50));
            index.refresh();
            SearchRequest all = SearchRequest.newest(new Query.All(), 10);

            assertThat(sequences(index.search(all))).containsExactly(2L, 3L, 1L);
            assertThat(sequences(index.search(all.ordered(Order.OLDEST_FIRST))))
                    .containsExactly(1L, 3L, 2L);
        }
    }

    @Test
    default void pagesWithoutGapOrRepetition() {
        try (SearchIndex index = index()) {
            for (int i = 1; i <= 25; i++) {
                index.add(at(i, i / 5));
            }
            index.refresh();
            SearchRequest page = SearchRequest.newest(new Query.All(), 10);

            SearchResult first = index.search(page);
            SearchResult second = index.search(page.after(first.hits().getLast()));
            SearchResult third = index.search(page.after(second.hits().getLast()));

            assertThat(first.total()).isEqualTo(25);
            assertThat(sequences(second)).hasSize(10).doesNotContainAnyElementsOf(sequences(first));
            assertThat(sequences(third)).containsExactly(5L, 4L, 3L, 2L, 1L);
        }
    }

    @Test
    default void keepsToTheAudiencesAskedFor() {
        try (SearchIndex index = index()) {
            index.add(withAudience(1, 1));
            index.add(withAudience(2, 2));
            index.add(withAudience(3, 300_000));
            index.refresh();
            SearchRequest all = SearchRequest.newest(new Query.All(), 10);

            assertThat(sequences(index.search(all.within(Set.of(1, 300_000)))))
                    .containsExactly(3L, 1L);
            assertThat(sequences(index.search(all.within(Set.of())))).isEmpty();
            assertThat(index.audiences(1, 4)).containsExactly(1, 2, 300_000, 0);
        }
    }

    @Test
    default void addingAgainReplaces() {
        try (SearchIndex index = index()) {
            index.add(says(1, "before"));
            index.add(says(2, "other"));
            index.commit(2, true);
            index.add(says(1, "after"));
            index.refresh();

            assertThat(found(index, Query.words("before"))).isEmpty();
            assertThat(found(index, Query.words("after"))).containsExactly(1L);
            assertThat(index.size()).isEqualTo(2);
        }
    }

    @Test
    default void deletedIsGone() {
        try (SearchIndex index = index()) {
            index.add(says(1, "secret"));
            index.refresh();

            index.delete(1);
            index.delete(99);
            index.refresh();

            assertThat(found(index, Query.words("secret"))).isEmpty();
            assertThat(index.audiences(1, 1)).containsExactly(0);
        }
    }

    @Test
    default void searchesSeeWhatWasThereAtTheLastRefresh() {
        try (SearchIndex index = index()) {
            index.add(says(1, "early"));
            index.refresh();
            index.add(says(2, "late"));

            assertThat(found(index, Query.words("late"))).isEmpty();
        }
    }

    @Test
    default void clearForgetsEverything() {
        try (SearchIndex index = index()) {
            index.add(says(1, "word"));
            index.commit(1, false);
            index.clear();

            assertThat(index.size()).isZero();
            assertThat(index.lastIndexed()).isZero();
            assertThat(index.isSettled()).isTrue();
        }
    }

    @Test
    default void findsEverythingAgainAfterBeingClearedAndFed() {
        try (SearchIndex index = index()) {
            index.add(fromAnaToTheTeam(1));
            index.clear();
            index.add(fromAnaToTheTeam(1));
            index.refresh();

            assertThat(found(index, text(TextField.FROM, "ana"))).containsExactly(1L);
            assertThat(found(index, text(TextField.TO, "bob"))).containsExactly(1L);
            assertThat(found(index, text(TextField.SUBJECT, "ana"))).containsExactly(1L);
            assertThat(found(index, text(TextField.CHAT, "deal"))).containsExactly(1L);
        }
    }

    @Test
    default void takesQueriesOfThousandsOfWords() {
        try (SearchIndex index = index()) {
            index.add(says(1, "word"));
            index.refresh();
            List<Query> words = Collections.nCopies(5_000, Query.words("word"));
            List<Query> mixed = new ArrayList<>(words);
            for (int i = 0; i < 2_000; i++) {
                mixed.add(Query.words("w" + i));
            }

            assertThat(found(index, new Query.Or(mixed))).containsExactly(1L);
        }
    }

    @Test
    default void countsWithoutHits() {
        try (SearchIndex index = index()) {
            index.add(says(1, "word"));
            index.add(says(2, "word"));
            index.refresh();

            SearchResult result =
                    index.search(SearchRequest.newest(Query.words("word"), 0).exact());

            assertThat(result.total()).isEqualTo(2);
            assertThat(result.relation()).isEqualTo(SearchResult.Relation.EXACT);
            assertThat(result.hits()).isEmpty();
        }
    }

    static Query text(TextField field, String text) {
        return new Query.Phrase(field, text, false);
    }

    static List<Long> found(SearchIndex index, Query query) {
        return sequences(index.search(SearchRequest.newest(query, 10)));
    }

    static List<Long> sequences(SearchResult result) {
        return result.hits().stream().map(SearchHit::sequence).toList();
    }

    static Person person(String name, String address) {
        return new Person(null, name, null, null, null, new EmailAddress(address), null, false);
    }

    static IndexDocument says(long sequence, String body) {
        return document(sequence, sequence, BOB, List.of(BOB), body, List.of(), 1);
    }

    static IndexDocument at(long sequence, long second) {
        return document(sequence, second, BOB, List.of(BOB), "x", List.of(), 1);
    }

    static IndexDocument withAudience(long sequence, int audience) {
        return document(sequence, sequence, BOB, List.of(BOB), "x", List.of(), audience);
    }

    static IndexDocument between(long sequence, Person from, List<Person> people) {
        return document(sequence, sequence, from, people, "x", List.of(), 1);
    }

    private static IndexDocument document(
            long sequence,
            long second,
            Person from,
            List<Person> people,
            String body,
            List<IndexDocument.File> files,
            int audience) {
        return new IndexDocument(
                sequence,
                Instant.ofEpochSecond(START + second),
                EventKind.MESSAGE,
                new ConversationId(5),
                null,
                from,
                people,
                "WhatsApp message",
                body,
                files,
                audience);
    }

    static IndexDocument fromAnaToTheTeam(long sequence) {
        return new IndexDocument(
                sequence,
                Instant.ofEpochSecond(START + sequence),
                EventKind.MESSAGE,
                new ConversationId(-7),
                "Deal Team",
                ANA,
                List.of(ANA, BOB, CHEN),
                "WhatsApp message from Ana Díaz to Deal Team",
                "as discussed",
                List.of(new IndexDocument.File("Invoice 7.pdf", "application/pdf")),
                1);
    }
}
