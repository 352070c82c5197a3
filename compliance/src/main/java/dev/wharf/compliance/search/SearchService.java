package dev.wharf.compliance.search;

import dev.wharf.compliance.kql.Kql;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.search.BodyText;
import dev.wharf.core.search.Query;
import dev.wharf.core.search.SearchHit;
import dev.wharf.core.search.SearchIndex;
import dev.wharf.core.search.SearchRequest;
import dev.wharf.core.search.SearchResult;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers questions over the archive: the index finds, the archive shows. Safe for many threads.
///
/// An item that is erased while the index still holds it is left out, and the total says one less.
public final class SearchService {
    private final SearchIndex index;
    private final ArchiveReader archive;
    private final Clock clock;
    private final ZoneId zone;

    /// @param zone in which `today` and dates without a time are meant
    public SearchService(SearchIndex index, ArchiveReader archive, Clock clock, ZoneId zone) {
        this.index = index;
        this.archive = archive;
        this.clock = clock;
        this.zone = zone;
    }

    /// @throws WharfException `QUERY_INVALID` when the query cannot be read
    public SearchAnswer search(SearchQuestion question) {
        Instant start = clock.instant();
        Query query = Kql.parse(question.query(), clock, zone);
        long behind = Math.max(0, archive.lastSequence() - index.lastIndexed());
        SearchRequest request = request(query, question);
        SearchResult first = index.search(request);
        Page page = new Page(new SnippetMaker(query));
        page.add(first.hits());
        for (SearchResult more = first;
                page.missing > 0 && more.hits().size() == request.limit(); ) {
            request = rest(request, more, question.limit() - page.hits.size());
            more = index.search(request);
            page.add(more.hits());
        }
        return new SearchAnswer(
                Kql.print(query),
                first.total() - page.erased,
                first.relation(),
                Duration.between(start, clock.instant()),
                behind,
                page.hits);
    }

    /// Hits as they are opened, without those that were erased since they were indexed.
    private final class Page {
        private final SnippetMaker snippets;
        private final List<FoundItem> hits = new ArrayList<>();
        private long erased;
        private int missing;

        Page(SnippetMaker snippets) {
            this.snippets = snippets;
        }

        void add(List<SearchHit> found) {
            missing = 0;
            for (SearchHit hit : found) {
                Optional<StoredItem> item = open(hit);
                if (item.isPresent()) {
                    hits.add(found(hit, item.get(), snippets));
                } else {
                    missing++;
                    erased++;
                }
            }
        }
    }

    private static SearchRequest rest(SearchRequest request, SearchResult before, int limit) {
        return new SearchRequest(
                request.query(),
                request.audiences(),
                request.order(),
                limit,
                before.hits().getLast(),
                0);
    }

    private SearchRequest request(Query query, SearchQuestion question) {
        EmailAddress mailbox = question.mailbox();
        Set<Integer> audiences = mailbox == null ? null : archive.audiences(mailbox);
        return new SearchRequest(
                query,
                audiences,
                question.order(),
                question.limit(),
                question.after(),
                question.countUpTo());
    }

    /// Empty when it was erased since it was indexed.
    private Optional<StoredItem> open(SearchHit hit) {
        Optional<ItemRow> row = archive.row(hit.sequence()).filter(item -> !item.erased());
        try {
            return row.map(archive::open);
        } catch (WharfException e) {
            if (e.code() == ErrorCode.ERASED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static FoundItem found(SearchHit hit, StoredItem item, SnippetMaker snippets) {
        return new FoundItem(
                hit,
                item.row().id(),
                List.copyOf(item.audience().mailboxes()),
                item.row().time(),
                item.row().kind(),
                SafeText.of(item.headline().from()),
                item.headline().to().stream().map(SafeText::of).toList(),
                SafeText.of(item.headline().subject()),
                snippets.of(BodyText.of(item.event().content())));
    }
}
