package dev.wharf.store.object;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// How a deletion ended.
public sealed interface Deletion {

    /// It is gone, or was not there.
    record Gone() implements Deletion {}

    /// A policy of the place does not let anybody delete it yet. That is no failure, and trying
    /// sooner does not help.
    ///
    /// @param until when the policy ends; null when the store does not say (a legal hold, a policy
    ///   of the whole container)
    record Kept(@Nullable Instant until) implements Deletion {}
}
