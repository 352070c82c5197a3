package dev.wharf.site.watch;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A time in which nothing could be captured of an account. Closed ones stay: they are evidence of
/// what the archive may lack.
///
/// @param since when all was last known to be well
/// @param ended when capture went on; null while it does not
/// @param recovered when what was missed had been fetched; null while it was not
/// @param messages how many that brought
public record Gap(
        long number,
        String account,
        String session,
        String reason,
        Instant since,
        @Nullable Instant ended,
        @Nullable Instant recovered,
        long messages) {

    public boolean open() {
        return ended == null;
    }
}
