package dev.wharf.app.home;

import dev.wharf.archive.VerifyReport;
import dev.wharf.archive.backup.Backup;
import dev.wharf.compliance.search.SearchService;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.quarantine.Quarantine;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.RunStore;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.capture.Journal;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.LedgerReport;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.key.FileKeyVault;

import java.nio.file.Path;

/// A home directory in the hands of this process. Its parts open when they are first asked for and
/// close together, in reverse order.
///
/// For one thread; the parts say what they allow.
public interface Home extends AutoCloseable {

    Path directory();

    /// Who works here: the operating system's user, on this host.
    Actor actor();

    FileKeyVault keys();

    Ledger ledger();

    ArchiveReader archive();

    RunStore runs();

    Quarantine quarantine();

    /// Over an index that has caught up with the archive.
    SearchService search();

    /// The site's side: where captures are accepted.
    Journal journal();

    /// Takes everything accepted so far into the archive.
    RunRecord takeIn(IntakeOptions options, Progress progress);

    /// Destroys an item for good.
    ItemRow erase(ItemId item, String reason);

    /// Reads and checks everything.
    Verified verify(Progress progress);

    /// Makes catalog and index again from packs and keys. Before anything else is asked of this
    /// home.
    void rebuild(Progress progress);

    /// Copies the home to another place. The last thing asked of this home: archive, journal and
    /// ledger are closed then.
    Backup.Report backup(Path target, boolean everything, Progress progress);

    /// @param record the packs, keys, contents and catalog
    record Verified(VerifyReport record, LedgerReport ledger) {
        public boolean clean() {
            return record.clean() && ledger.clean();
        }
    }

    @Override
    void close();
}
