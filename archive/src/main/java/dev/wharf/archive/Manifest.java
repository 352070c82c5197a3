package dev.wharf.archive;

import dev.wharf.core.archive.Audience;

import java.util.List;

/// What one commit group changed, in order.
record Manifest(List<Audience> audiences, List<SourceLine> sources, List<Entry> entries) {
    Manifest {
        audiences = List.copyOf(audiences);
        sources = List.copyOf(sources);
        entries = List.copyOf(entries);
    }
}
