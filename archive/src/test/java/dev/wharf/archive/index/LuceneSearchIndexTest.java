package dev.wharf.archive.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.Person;
import dev.wharf.core.search.IndexDocument;
import dev.wharf.core.search.Query;
import dev.wharf.core.search.SearchHit;
import dev.wharf.core.search.SearchRequest;

import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class LuceneSearchIndexTest {
    @Test
    void findsNewestFirst() {
        try (var index =
                new LuceneSearchIndex(
                        new ByteBuffersDirectory(),
                        new ByteBuffersDirectory(),
                        IndexMemory.DEFAULT)) {
            index.add(document(1, "hello world"));
            index.add(document(2, "world peace"));
            index.refresh();

            var result = index.search(SearchRequest.newest(Query.words("World"), 10));

            assertThat(result.total()).isEqualTo(2);
            assertThat(result.hits()).extracting(SearchHit::sequence).containsExactly(2L, 1L);
        }
    }

    private static IndexDocument document(long sequence, String body) {
        return new IndexDocument(
                sequence,
                Instant.ofEpochSecond(1_700_000_000 + sequence),
                EventKind.MESSAGE,
                new ConversationId(1),
                "Team",
                Person.named("Ana"),
                List.of(Person.named("Ana"), Person.named("Bob")),
                "WhatsApp message from Ana to Bob",
                body,
                List.of(),
                1);
    }
}
