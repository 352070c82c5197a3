package dev.wharf.connector.staging;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What an intake knows of its staging at one moment.
///
/// @param place of the store
/// @param waiting objects of captures that are not acknowledged
/// @param oldest since when the oldest of them waits; null when there is none
/// @param left objects that are delivered and could not be deleted
/// @param kept how many of those a policy keeps
/// @param why the others could not be deleted; null when there are none
record StagingState(
        String place,
        int waiting,
        @Nullable Instant oldest,
        int left,
        int kept,
        @Nullable String why) {}
