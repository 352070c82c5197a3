package dev.wharf.site.feed;

import java.util.Set;

/// Told what the archive acknowledged without holding it: captures it could not read or set aside.
/// They lie nowhere but in the journal, which keeps them longer for that.
///
/// Safe for many threads. Durable when it returns; only then is the sequence acknowledged.
@FunctionalInterface
public interface Acknowledgements {

    void note(long upTo, Set<Long> notArchived);
}
