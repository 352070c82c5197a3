package dev.wharf.connector.log;

import dev.wharf.core.archive.Change;

import java.util.ArrayList;
import java.util.List;

/// Lists everything that one run does not deliver, window by window: its changes go into the commit
/// that moves the cursor, so that what is listed and what is counted are never apart. For one
/// thread.
public final class FailureChunks {
    static final int LARGEST = 1_000;

    private final ConnectorRunId run;
    private int chunks;

    /// For a run that has listed nothing yet.
    public FailureChunks(ConnectorRunId run) {
        this.run = run;
    }

    /// @param window what did not arrive of one window, in order
    /// @return to be committed with the window, before the next is asked for
    public List<Change> of(List<NotDelivered> window) {
        List<Change> changes = new ArrayList<>();
        for (int from = 0; from < window.size(); from += LARGEST) {
            List<NotDelivered> chunk =
                    window.subList(from, Math.min(window.size(), from + LARGEST));
            chunks++;
            changes.add(
                    new Change.PutDocument(
                            FailuresDocument.KIND,
                            FailuresDocument.key(run, chunks),
                            FailuresDocument.write(chunk)));
        }
        return changes;
    }
}
