package dev.wharf.archive;

import dev.wharf.core.archive.Audience;

import java.util.List;

/// What one commit group changed, in order.
///
/// @param specimens what its items are compressed with, each a compressed body
record Manifest(
        List<Audience> audiences,
        List<SourceLine> sources,
        List<byte[]> specimens,
        Entries entries) {
    Manifest {
        audiences = List.copyOf(audiences);
        sources = List.copyOf(sources);
        specimens = List.copyOf(specimens);
    }
}
