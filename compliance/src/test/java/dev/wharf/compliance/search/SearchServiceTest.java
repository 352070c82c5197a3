package dev.wharf.compliance.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.search.IndexDocument;
import dev.wharf.core.search.SearchResult.Relation;
import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.MemorySearchIndex;
import dev.wharf.testkit.SampleItems;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

class SearchServiceTest {
    private final MemoryArchive archive = new MemoryArchive();
    private final MemorySearchIndex index = new MemorySearchIndex();
    private final SearchService search =
            new SearchService(
                    index, archive, Clock.fixed(SampleItems.START, ZoneOffset.UTC), ZoneOffset.UTC);

    private ItemRow archive(int number, String text, Audience audience) {
        AddItem item = SampleItems.text(SampleItems.CHAT, number, text, audience);
        archive.commit(List.of(item));
        ItemRow row = archive.row(item.id()).orElseThrow();
        index.add(IndexDocument.of(row.sequence(), item.event(), item.headline(), row.audience()));
        index.refresh();
        index.commit(row.sequence(), true);
        return row;
    }

    @Test
    void aHitIsJoinedWithItsItem() {
        ItemRow row = archive(1, "The budget is approved", SampleItems.BOTH);

        SearchAnswer answer = search.search(SearchQuestion.newest("Budget", 10));

        assertThat(answer.total()).isEqualTo(1);
        assertThat(answer.relation()).isEqualTo(Relation.EXACT);
        assertThat(answer.behind()).isZero();
        FoundItem hit = answer.hits().getFirst();
        assertThat(hit.item()).isEqualTo(row.id());
        assertThat(hit.mailboxes()).containsExactly(SampleItems.ALICE, SampleItems.BOB);
        assertThat(hit.date()).isEqualTo(row.time());
        assertThat(hit.snippet().text()).isEqualTo("The budget is approved");
        assertThat(hit.snippet().marks()).containsExactly(new Snippet.Mark(4, 10));
    }

    @Test
    void aMailboxShowsOnlyItsOwn() {
        archive(1, "budget one", SampleItems.BOTH);
        archive(2, "budget two", Audience.of(List.of(SampleItems.BOB), List.of()));
        SearchQuestion question = SearchQuestion.newest("budget", 10);

        assertThat(search.search(question.in(SampleItems.ALICE)).total()).isEqualTo(1);
        assertThat(search.search(question.in(SampleItems.BOB)).total()).isEqualTo(2);
        assertThat(search.search(question.in(new EmailAddress("no@example.com"))).total()).isZero();
    }

    @Test
    void erasedItemsVanishAndTheirPlaceIsFilled() {
        archive(1, "budget one", SampleItems.BOTH);
        ItemRow second = archive(2, "budget two", SampleItems.BOTH);
        archive(3, "budget three", SampleItems.BOTH);
        archive.erase(second.id());

        SearchAnswer answer = search.search(SearchQuestion.newest("budget", 2));

        assertThat(answer.total()).isEqualTo(2);
        assertThat(answer.hits())
                .extracting(hit -> hit.snippet().text())
                .containsExactly("budget three", "budget one");
    }

    @Test
    void aSnippetIsCutAroundTheWordsAndSafeToPrint() {
        String text =
                "lorem ipsum ".repeat(40)
                        + "the secret\u001b[31m \u202Ebudget\nline "
                        + "x ".repeat(200);
        archive(1, text, SampleItems.BOTH);

        Snippet snippet =
                search.search(SearchQuestion.newest("secret budget", 1))
                        .hits()
                        .getFirst()
                        .snippet();

        assertThat(snippet.text()).startsWith("…").endsWith("…").hasSizeLessThan(200);
        assertThat(snippet.text().codePoints().noneMatch(Character::isISOControl)).isTrue();
        assertThat(snippet.text()).doesNotContain("\u202E");
        assertThat(snippet.marks())
                .extracting(mark -> snippet.text().substring(mark.start(), mark.end()))
                .containsExactly("secret", "budget");
    }

    @Test
    void saysHowFarBehindTheIndexIs() {
        archive(1, "one", SampleItems.BOTH);
        archive.commit(List.of(SampleItems.text(2, SampleItems.BOTH)));

        assertThat(search.search(SearchQuestion.newest("*", 10)).behind()).isEqualTo(1);
    }
}
