package dev.wharf.core.search;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// One question to the index.
///
/// @param audiences only items of these audiences; null for all
/// @param limit how many hits at most, 0 to count only
/// @param after the last hit of the page before; null for the first page
/// @param countUpTo matches are counted exactly up to here; what lies above is given as a lower
///   bound, which is far cheaper. [#EVERYTHING] for exact totals
public record SearchRequest(
        Query query,
        @Nullable Set<Integer> audiences,
        Order order,
        int limit,
        @Nullable SearchHit after,
        int countUpTo) {
    public static final int EVERYTHING = Integer.MAX_VALUE;
    public static final int DEFAULT_COUNT = 1_000;

    public enum Order {
        /// Latest event first; of one second, latest archived first. The cheap order.
        NEWEST_FIRST,
        /// The exact reverse.
        OLDEST_FIRST
    }

    public SearchRequest {
        audiences = audiences == null ? null : Set.copyOf(audiences);
        if (limit < 0 || countUpTo < 0) {
            throw new IllegalArgumentException("limit and countUpTo are not negative");
        }
    }

    public static SearchRequest newest(Query query, int limit) {
        return new SearchRequest(query, null, Order.NEWEST_FIRST, limit, null, DEFAULT_COUNT);
    }

    public SearchRequest exact() {
        return new SearchRequest(query, audiences, order, limit, after, EVERYTHING);
    }

    public SearchRequest within(Set<Integer> audiences) {
        return new SearchRequest(query, audiences, order, limit, after, countUpTo);
    }

    public SearchRequest ordered(Order order) {
        return new SearchRequest(query, audiences, order, limit, after, countUpTo);
    }

    public SearchRequest after(SearchHit hit) {
        return new SearchRequest(query, audiences, order, limit, hit, countUpTo);
    }
}
