package dev.wharf.connector.execution;

import dev.wharf.core.progress.Progress;

import java.util.function.BooleanSupplier;

/// Sees to it that what a home's site holds is archived. All connectors of a home share it.
///
/// Safe for many threads.
@FunctionalInterface
public interface Intakes {

    /// Returns when everything that the site held at the call is archived, or set aside for a
    /// person; by sequence, whatever clocks say.
    ///
    /// @param stop asked now and then; returns early when it says so
    /// @throws dev.wharf.core.error.WharfException TRANSIENT when the site or the archive is away
    void catchUp(Progress progress, BooleanSupplier stop);
}
