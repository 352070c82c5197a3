package dev.wharf.app.home;

import dev.wharf.app.home.Home.Importing;
import dev.wharf.capture.telemessage.OldFolderPacks;
import dev.wharf.capture.telemessage.OldFolderPacks.Handed;
import dev.wharf.connector.run.Reconciliation;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.capture.OldFolder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Clock;
import java.util.Objects;

/// Takes what an older archive left in mailboxes' folders through the journal into the archive, and
/// holds what became of it against what the folders held. For one thread.
public final class FolderImport {
    private final Importing importing;
    private final OldFolderPacks packs;

    /// @param importing open; stays the caller's to close
    public FolderImport(Importing importing, Clock clock) {
        this.importing = importing;
        this.packs = new OldFolderPacks(clock);
    }

    /// What one folder gave. Everything is durable in the journal, or known to the archive, when
    /// this returns. Call it for each folder, then [#run].
    public Handed hand(OldFolder folder) throws IOException {
        return packs.hand(folder, (envelope, body) -> importing.accept(envelope, body::open));
    }

    /// Archives everything that was handed over.
    public RunRecord run() {
        return importing.run();
    }

    /// The counts of all captures of a run that came with a count; null when none did.
    public static @Nullable Reconciliation reconciliation(RunRecord run) {
        return run.sources().stream()
                .map(SourceResult::reconciliation)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .reduce(Reconciliation::plus)
                .orElse(null);
    }
}
