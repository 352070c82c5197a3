package dev.wharf.site.metrics;

import java.util.List;

/// Whether the site can do its work. Safe for many threads; answers soon.
@FunctionalInterface
public interface Readiness {

    /// What is in the way, in a word each (`journal`, `disk`, `stopping`); empty when nothing is.
    List<String> inTheWay();
}
