package dev.wharf.connector.deliver;

import dev.wharf.core.archive.ItemRow;

import java.util.List;
import java.util.LongSummaryStatistics;

/// Item sequences, both inclusive.
public record Span(long first, long last) {
    public Span {
        if (first > last) {
            throw new IllegalArgumentException("a span of nothing");
        }
    }

    /// From the first to the last of some items, in whatever order they come.
    static Span of(List<ItemRow> items) {
        LongSummaryStatistics sequences =
                items.stream().mapToLong(ItemRow::sequence).summaryStatistics();
        return new Span(sequences.getMin(), sequences.getMax());
    }

    long size() {
        return last - first + 1;
    }

    boolean holds(long sequence) {
        return sequence >= first && sequence <= last;
    }

    boolean touches(Span other) {
        return first <= other.last + 1 && other.first <= last + 1;
    }

    boolean meets(long from, long through) {
        return from <= last && through >= first;
    }

    Span with(Span other) {
        return new Span(Math.min(first, other.first), Math.max(last, other.last));
    }
}
