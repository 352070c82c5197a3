package dev.wharf.compliance.search;

import dev.wharf.core.search.SearchResult.Relation;

import java.time.Duration;
import java.util.List;

/// @param understood the query as it was understood, in the query language, with every date fixed
/// @param total number of matching items
/// @param relation whether `total` is exact or a lower bound
/// @param took from question to answer
/// @param behind how many archived items the index has not taken in yet; 0 when it has all
public record SearchAnswer(
        String understood,
        long total,
        Relation relation,
        Duration took,
        long behind,
        List<FoundItem> hits) {
    public SearchAnswer {
        hits = List.copyOf(hits);
    }
}
