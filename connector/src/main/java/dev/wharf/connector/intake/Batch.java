package dev.wharf.connector.intake;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.core.archive.Change;

import java.util.List;
import java.util.function.Function;

/// What is archived in one commit.
///
/// @param number from 1 within a run, without holes
/// @param events of the capture that it accounts for
/// @param tally of everything in the capture up to the end of this batch, as if nothing failed
/// @param notImported known before rendering
/// @param closing makes the batch's last changes from the tally after failures: the capture's
///   progress, so that it is committed with what it speaks of
record Batch(
        long number,
        List<Work> work,
        long events,
        Counters tally,
        List<NotImported> notImported,
        Function<Counters, List<Change>> closing) {}
