package dev.wharf.mail;

import dev.wharf.core.capture.Provenance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Gathers where the items of a day came from. For one thread.
final class DaySources {
    private static final int MOST_NAMED = 20;

    private final Set<String> kinds = new LinkedHashSet<>();
    private final Set<String> captures = new LinkedHashSet<>();

    void add(Provenance from) {
        kinds.add(Words.token(from.source()));
        captures.add(Facts.origin(from));
    }

    /// `chat-export, cloud-api`
    String kinds() {
        return String.join(", ", kinds);
    }

    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        captures.stream().limit(MOST_NAMED).forEach(one -> facts.add(new Fact("Source", one)));
        int more = captures.size() - MOST_NAMED;
        if (more > 0) {
            facts.add(new Fact("Source", "and " + more + " more captures, which the items name"));
        }
        return facts;
    }
}
