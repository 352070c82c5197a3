package dev.wharf.app.home;

import dev.wharf.archive.backup.Backup;
import dev.wharf.compliance.search.SearchService;
import dev.wharf.connector.intake.Intake;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.intake.Redecode;
import dev.wharf.connector.quarantine.Quarantine;
import dev.wharf.connector.run.RunStore;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.Journal;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.key.FileKeyVault;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// The home of a long-running process, in the hands of one command: with the command's own actor
/// and zone, beside the intake and other commands. Closing it closes nothing.
final class LentHome implements Home {

    private final EmbeddedHome home;
    private final Loan loan;

    LentHome(EmbeddedHome home, Loan loan) {
        this.home = home;
        this.loan = loan;
    }

    @Override
    public Path directory() {
        return home.directory();
    }

    @Override
    public Actor actor() {
        return loan.actor();
    }

    @Override
    public FileKeyVault keys() {
        return home.keys();
    }

    @Override
    public PhoneKeys phoneKeys() {
        return home.phoneKeys();
    }

    @Override
    public Ledger ledger() {
        return home.ledger();
    }

    @Override
    public ArchiveReader archive() {
        return home.archive();
    }

    @Override
    public ArchiveWriter writer() {
        return home.writer();
    }

    @Override
    public RunStore runs() {
        return home.runs();
    }

    @Override
    public Quarantine quarantine() {
        return home.quarantine();
    }

    @Override
    public SearchService search() {
        return home.search(loan.zone());
    }

    @Override
    public Journal journal() {
        return home.journal();
    }

    @Override
    public Intake intake(Feed feed, IntakeOptions options, Progress progress) {
        throw new IllegalStateException("the owner of this home has an intake already");
    }

    @Override
    public Redecode redecode(IntakeOptions options) {
        throw new IllegalStateException("no command decodes again beside an intake");
    }

    @Override
    public void siteElsewhere(Runnable purge) {
        throw new IllegalStateException("the owner of this home decides where its site is");
    }

    @Override
    public Importing importing(IntakeOptions options, Progress progress) {
        return loan.terms().importer().importing(options, progress);
    }

    @Override
    public Importing importing(IntakeOptions options, Progress progress, Turn turn) {
        return home.importing(options, progress, turn);
    }

    @Override
    public <T> T changing(Supplier<T> work) {
        return loan.terms().turn().take(work);
    }

    @Override
    public ItemRow erase(ItemId item, String reason) {
        return loan.terms()
                .verifying()
                .erase(() -> changing(() -> home.erase(item, loan.actor(), reason)));
    }

    @Override
    public Verified verify(Progress progress) {
        return loan.terms().verifying().verify(() -> home.verify(progress));
    }

    @Override
    public void rebuild(Progress progress) {
        throw new IllegalStateException("no command rebuilds a home that others work in");
    }

    /// In two steps: what never changes again is copied beside everybody's work, the rest while the
    /// intake waits.
    @Override
    public Backup.Report backup(Path target, boolean everything, Progress progress) {
        return loan.terms().backups().take(() -> copy(target, everything, progress));
    }

    private Backup.Report copy(Path target, boolean everything, Progress progress) {
        Backup backup = home.backing(progress);
        Backup.Ahead ahead = backup.ahead(target);
        // Outside the turn: a large file that is being accepted must not keep the intake waiting.
        return home.accepting()
                .pausing(() -> changing(() -> home.backup(backup, ahead, target, everything)));
    }

    @Override
    public Optional<RunningConnectors> runningConnectors() {
        return Optional.ofNullable(loan.terms().connectors());
    }

    @Override
    public Home lent(Loan again) {
        return home.lent(again);
    }

    @Override
    public void close() {
        // The process that owns it does that.
    }
}
