package dev.wharf.app.home;

import dev.wharf.archive.VerifyReport;
import dev.wharf.archive.backup.Backup;
import dev.wharf.compliance.search.SearchService;
import dev.wharf.connector.intake.Intake;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.intake.Redecode;
import dev.wharf.connector.quarantine.Quarantine;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.RunStore;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.Journal;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.LedgerReport;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.key.FileKeyVault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// A home directory in the hands of this process. Its parts open when they are first asked for and
/// close together, in reverse order.
///
/// For one thread; the parts say what they allow. What several threads share is lent by
/// [SharedHome].
public interface Home extends AutoCloseable {

    Path directory();

    /// Who works here: the operating system's user, on this host.
    Actor actor();

    FileKeyVault keys();

    /// What opens encrypted backups of phones.
    PhoneKeys phoneKeys();

    Ledger ledger();

    ArchiveReader archive();

    /// For documents that belong to nobody's page: a commit through it takes turns with the
    /// intake's by itself. What changes people, audiences or items goes through [#changing].
    ArchiveWriter writer();

    RunStore runs();

    Quarantine quarantine();

    /// Over an index that has caught up with the archive.
    SearchService search();

    /// The site's side: where captures are accepted.
    Journal journal();

    /// An intake of this archive over the feed of a site, wherever it is.
    ///
    /// @param feed stays the caller's to close
    Intake intake(Feed feed, IntakeOptions options, Progress progress);

    /// From now on another process has the journal.
    ///
    /// @param purge makes it give up what is archived, at once
    void siteElsewhere(Runnable purge);

    /// Begins an import; close it. One at a time.
    Importing importing(IntakeOptions options, Progress progress);

    /// Takes everything accepted so far into the archive.
    default RunRecord takeIn(IntakeOptions options, Progress progress) {
        try (Importing importing = importing(options, progress)) {
            return importing.run();
        }
    }

    /// Accepts files, then takes everything accepted, now or before, into the archive. For one
    /// thread.
    interface Importing extends AutoCloseable {

        /// Durable in the journal when it returns, unless the archive holds every copy already:
        /// then it is only counted.
        void accept(CaptureEnvelope envelope, Body body) throws IOException;

        /// And deletes from the journal what has been archived for long enough.
        RunRecord run();

        @Override
        void close();

        /// Opens the bytes, from the start each time.
        interface Body {
            InputStream open() throws IOException;
        }
    }

    /// Runs work that changes the archive: at once in a home of one's own, else when the running
    /// intake has come to the end of its page.
    default <T> T changing(Supplier<T> work) {
        return work.get();
    }

    /// This home for one more command, beside others and the intake of the process that owns it.
    Home lent(Loan loan);

    /// An import beside the running intake of this process: files are accepted at any time and
    /// taken in during one turn. What else waits is taken in with them, as by every import.
    Importing importing(IntakeOptions options, Progress progress, Turn turn);

    /// Decodes kept originals again.
    Redecode redecode(IntakeOptions options);

    /// The connectors that run by themselves in the process that has this home; empty where they
    /// run only when they are told to.
    default Optional<RunningConnectors> runningConnectors() {
        return Optional.empty();
    }

    /// Destroys an item for good.
    ItemRow erase(ItemId item, String reason);

    /// Reads and checks everything.
    Verified verify(Progress progress);

    /// Makes catalog and index again from packs and keys. Before anything else is asked of this
    /// home.
    void rebuild(Progress progress);

    /// Copies the home to another place. One's own is copied at rest: archive, journal and ledger
    /// are closed before, whatever comes of it; the ledger opens again when it is asked for, the
    /// rest does not. A lent one stays open, and changes wait for the last part of the copy.
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
