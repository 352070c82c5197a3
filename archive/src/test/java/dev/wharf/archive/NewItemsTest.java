package dev.wharf.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.Person;
import dev.wharf.core.search.IndexDocument;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The index learns of an item what was known when it was rendered, and where it came to stand.
class NewItemsTest {
    private static final long FIRST = 41;
    private static final List<String> BODIES =
            List.of("", "Grüße", "你好 🙂", "half \ud83d of a pair", "\udc00", "", "plain");

    /// @param expected more and fewer than there are
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 100})
    void documentsAreWhatWasDraftedWithTheirPlace(int expected) {
        List<IndexDocument> documents = documents();
        NewItems.Drafts drafts = new NewItems.Drafts(expected);
        int[] audiences = new int[documents.size()];
        for (int i = 0; i < audiences.length; i++) {
            drafts.add(placed(documents.get(i), 0, 0));
            audiences[i] = 100 + i;
        }

        NewItems items = new NewItems(drafts, FIRST, audiences);

        assertThat(items.size()).isEqualTo(documents.size());
        for (int i = 0; i < audiences.length; i++) {
            assertThat(items.sequence(i)).isEqualTo(FIRST + i);
            assertThat(items.document(i))
                    .isEqualTo(placed(documents.get(i), FIRST + i, audiences[i]));
        }
    }

    @Test
    void longTextsAndMoreFilesWeighMore() {
        assertThat(weight("a long text", List.of())).isGreaterThan(weight("text", List.of()));
        assertThat(weight("text", List.of(new IndexDocument.File("a.pdf", null))))
                .isGreaterThan(weight("text", List.of()));
    }

    private static long weight(String body, List<IndexDocument.File> files) {
        NewItems.Drafts drafts = new NewItems.Drafts(1);
        drafts.add(document(1, body, files));
        return new NewItems(drafts, 1, new int[] {1}).weight();
    }

    private static List<IndexDocument> documents() {
        List<IndexDocument> documents = new ArrayList<>();
        for (int i = 0; i < BODIES.size(); i++) {
            List<IndexDocument.File> files =
                    i % 3 == 0
                            ? List.of()
                            : List.of(
                                    new IndexDocument.File(i % 2 == 0 ? null : "file " + i, "a/b"));
            documents.add(document(i, BODIES.get(i), files));
        }
        return documents;
    }

    private static IndexDocument document(int number, String body, List<IndexDocument.File> files) {
        Person ana = Person.named("Ana");
        return new IndexDocument(
                0,
                Instant.ofEpochSecond(1_600_000_000L + number),
                number % 2 == 0 ? EventKind.MESSAGE : EventKind.EDIT,
                new ConversationId(number + 1),
                number % 2 == 0 ? null : "chat " + number,
                number % 4 == 0 ? null : ana,
                List.of(ana, Person.named("Bo " + number)),
                "subject " + number,
                body,
                files,
                0);
    }

    private static IndexDocument placed(IndexDocument document, long sequence, int audience) {
        return new IndexDocument(
                sequence,
                document.time(),
                document.kind(),
                document.chat(),
                document.chatTitle(),
                document.from(),
                document.people(),
                document.subject(),
                document.body(),
                document.attachments(),
                audience);
    }
}
