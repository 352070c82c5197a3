package dev.wharf.app.site;

import dev.wharf.site.metrics.Readiness;

import java.nio.file.Path;
import java.util.List;

/// A site that listens is ready as long as its disk takes something.
record ReadyWhenRoom(Path directory, long reserve) implements Readiness {
    @Override
    public List<String> inTheWay() {
        return directory.toFile().getUsableSpace() < reserve ? List.of("disk") : List.of();
    }
}
