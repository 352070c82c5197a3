package dev.wharf.connector.directory;

import dev.wharf.connector.directory.DirectoryFinding.Kind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Findings, as many of each kind as a person can read, and how many there are.
///
/// @param listed at most [#MOST_LISTED] of a kind, in the order in which they were found
/// @param counts of all, by kind; a kind without any is missing
public record DirectoryFindings(List<DirectoryFinding> listed, Map<Kind, Long> counts) {
    public static final int MOST_LISTED = 500;
    public static final DirectoryFindings NONE = new DirectoryFindings(List.of(), Map.of());

    public DirectoryFindings {
        listed = List.copyOf(listed);
        Map<Kind, Long> copy = new EnumMap<>(Kind.class);
        copy.putAll(counts);
        counts = Collections.unmodifiableMap(copy);
    }

    public long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    public DirectoryFindings and(DirectoryFindings others) {
        Gathering all = new Gathering();
        all.counts.putAll(counts);
        others.counts.forEach((kind, count) -> all.counts.merge(kind, count, Long::sum));
        all.listed.addAll(listed);
        all.listed.addAll(others.listed);
        return all.done();
    }

    /// For one thread.
    static final class Gathering {
        private final List<DirectoryFinding> listed = new ArrayList<>();
        private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

        void add(Kind kind, String subject, String text) {
            if (counts.merge(kind, 1L, Long::sum) <= MOST_LISTED) {
                listed.add(new DirectoryFinding(kind, subject, text));
            }
        }

        DirectoryFindings done() {
            return new DirectoryFindings(listed, counts);
        }
    }
}
