package dev.wharf.compliance.search;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.search.SearchHit;
import dev.wharf.core.search.SearchRequest;
import dev.wharf.core.search.SearchRequest.Order;

import org.jspecify.annotations.Nullable;

/// @param query in the query language
/// @param mailbox only items of this mailbox; null for the whole archive, quarantine included
/// @param limit at most so many hits, 0 for the total alone
/// @param after the last hit of the page before; null for the first page
/// @param exact count every match, however many
public record SearchQuestion(
        String query,
        @Nullable EmailAddress mailbox,
        Order order,
        int limit,
        @Nullable SearchHit after,
        boolean exact) {

    public static SearchQuestion newest(String query, int limit) {
        return new SearchQuestion(query, null, Order.NEWEST_FIRST, limit, null, false);
    }

    public SearchQuestion in(@Nullable EmailAddress mailbox) {
        return new SearchQuestion(query, mailbox, order, limit, after, exact);
    }

    public SearchQuestion ordered(Order order) {
        return new SearchQuestion(query, mailbox, order, limit, after, exact);
    }

    public SearchQuestion after(@Nullable SearchHit hit) {
        return new SearchQuestion(query, mailbox, order, limit, hit, exact);
    }

    public SearchQuestion counted(boolean exact) {
        return new SearchQuestion(query, mailbox, order, limit, after, exact);
    }

    int countUpTo() {
        return exact ? SearchRequest.EVERYTHING : SearchRequest.DEFAULT_COUNT;
    }
}
