package dev.wharf.core.search;

import java.time.Duration;
import java.util.List;

/// @param total number of matches, before `limit` and `after`
/// @param took inside the index
public record SearchResult(long total, Relation relation, Duration took, List<SearchHit> hits) {
    public enum Relation {
        EXACT,
        /// There may be more.
        AT_LEAST
    }

    public SearchResult {
        hits = List.copyOf(hits);
    }
}
