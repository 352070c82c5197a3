package dev.wharf.app.home;

import dev.wharf.archive.Archive;
import dev.wharf.archive.ArchiveSetup;
import dev.wharf.archive.VerifyReport;
import dev.wharf.archive.backup.Backup;
import dev.wharf.archive.index.LuceneSearchIndex;
import dev.wharf.archive.ledger.FileLedger;
import dev.wharf.capture.android.AndroidBackupDecoder;
import dev.wharf.capture.chatexport.ChatExportDecoder;
import dev.wharf.capture.chatexport.SurveyAhead;
import dev.wharf.capture.cloudapi.CloudApiDecoder;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.ios.IosBackupDecoder;
import dev.wharf.capture.linked.LinkedDecoder;
import dev.wharf.capture.note.SiteNoteDecoder;
import dev.wharf.capture.telemessage.TeleMessageDecoder;
import dev.wharf.compliance.search.SearchService;
import dev.wharf.connector.intake.ArchivedCaptures;
import dev.wharf.connector.intake.Intake;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.intake.IntakePorts;
import dev.wharf.connector.intake.Redecode;
import dev.wharf.connector.quarantine.Quarantine;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.RunStore;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.Journal;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.progress.Progress;
import dev.wharf.mail.MailRenderer;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.store.key.FileKeyVault;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// The embedded composition: journal, archive, ledger and index on this disk, in this process.
///
/// Opening its parts is for any thread, and so is what [LentHome] calls; [#rebuild], [#backup] and
/// [#close] are for the one that owns it, when nobody else has it.
final class EmbeddedHome implements Home {

    private final Path directory;
    private final FileKeyVault keys;
    private final PhoneKeys phoneKeys;
    private final Setting setting;
    private final IndexFeed feed;

    /// What is open, last opened first.
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private @Nullable PausableLedger ledger;
    private @Nullable Archive archive;
    private @Nullable FileJournal journal;
    private @Nullable PausableJournal accepting;
    private @Nullable Runnable purgeElsewhere;

    /// @param zone in which dates of queries are meant
    /// @param kept how long the journal keeps what is archived
    /// @param ahead what was begun to be read before the home was open
    record Setting(
            Actor actor,
            Clock clock,
            SecureRandom random,
            ZoneId zone,
            Duration kept,
            SurveyAhead ahead) {}

    EmbeddedHome(Path directory, HomeLock lock, FileKeyVault keys, Setting setting) {
        this.directory = directory;
        this.keys = keys;
        this.phoneKeys = new PhoneKeys(directory.resolve("keys"), keys, setting.random());
        this.setting = setting;
        this.feed = new IndexFeed(directory.resolve("archive/index"), keys, setting.random());
        open.push(lock);
        open.push(keys);
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Actor actor() {
        return setting.actor();
    }

    @Override
    public FileKeyVault keys() {
        return keys;
    }

    @Override
    public PhoneKeys phoneKeys() {
        return phoneKeys;
    }

    @Override
    public Ledger ledger() {
        return acts();
    }

    private synchronized PausableLedger acts() {
        if (ledger == null) {
            ledger =
                    opened(
                            new PausableLedger(
                                    FileLedger.open(
                                            directory.resolve("archive/ledger"),
                                            keys,
                                            setting.clock(),
                                            setting.random())));
        }
        return ledger;
    }

    @Override
    public ArchiveReader archive() {
        return whole();
    }

    @Override
    public ArchiveWriter writer() {
        return whole();
    }

    private synchronized Archive whole() {
        if (archive == null) {
            archive = opened(Archive.open(directory, setup()));
            feed.follow(archive);
            opened(feed);
        }
        return archive;
    }

    private ArchiveSetup setup() {
        return ArchiveSetup.of(keys, ledger(), setting.clock(), setting.actor().host())
                .listener(feed);
    }

    @Override
    public RunStore runs() {
        return new RunStore(whole(), whole(), setting.clock());
    }

    @Override
    public Quarantine quarantine() {
        return new Quarantine(whole(), whole(), ledger(), setting.clock());
    }

    @Override
    public SearchService search() {
        return search(setting.zone());
    }

    SearchService search(ZoneId zone) {
        Archive searched = whole();
        return new SearchService(feed.settled(), searched, setting.clock(), zone);
    }

    @Override
    public Journal journal() {
        return accepting();
    }

    synchronized PausableJournal accepting() {
        if (accepting == null) {
            accepting = new PausableJournal(site());
        }
        return accepting;
    }

    private synchronized FileJournal site() {
        if (journal == null) {
            Path site = directory.resolve("site");
            opened(HomeLock.takeMaking(site, holder()));
            journal = opened(FileJournal.open(site, keys.publicKey(), setting.random()));
        }
        return journal;
    }

    private String holder() {
        return HomeLock.holder(setting.actor(), setting.clock().instant());
    }

    @Override
    public Importing importing(IntakeOptions options, Progress progress) {
        Feed open = site().feed(keys);
        Intake intake = new Intake(ports(open), options, progress, _ -> {});
        return new EmbeddedImport(
                accepting(),
                open,
                intake,
                (known, holdsMore) -> {
                    RunRecord run = intake.run(known);
                    feed.beginCommit();
                    return purged(run, setting.actor(), holdsMore);
                });
    }

    /// The intake that runs is made in its turn: what the one that recognises remembers may be out
    /// of date by then.
    @Override
    public Importing importing(IntakeOptions options, Progress progress, Turn turn) {
        Feed open = site().feed(keys);
        Supplier<Intake> intakes = () -> new Intake(ports(open), options, progress, _ -> {});
        return new EmbeddedImport(
                accepting(),
                open,
                turn.take(intakes),
                (known, holdsMore) ->
                        turn.take(
                                () ->
                                        purged(
                                                intakes.get().run(known),
                                                options.actor(),
                                                holdsMore)));
    }

    @Override
    public Intake intake(Feed open, IntakeOptions options, Progress progress) {
        return new Intake(ports(open), options, progress, _ -> {});
    }

    @Override
    public void siteElsewhere(Runnable purge) {
        purgeElsewhere = purge;
    }

    private IntakePorts ports(Feed open) {
        MailRenderer renderer = new MailRenderer();
        WorkingFolder working = WorkingFolder.below(directory);
        return new IntakePorts(
                open,
                List.of(
                        new SiteNoteDecoder(),
                        new CloudApiDecoder(),
                        new LinkedDecoder(),
                        new TeleMessageDecoder(),
                        new AndroidBackupDecoder(working, phoneKeys),
                        new IosBackupDecoder(working, phoneKeys),
                        new ChatExportDecoder(setting.ahead())),
                whole(),
                whole(),
                renderer::render,
                ledger(),
                setting.clock());
    }

    private RunRecord purged(RunRecord run, Actor actor, boolean atOnce) {
        purge(atOnce ? Duration.ZERO : setting.kept(), actor);
        return run;
    }

    @Override
    public Redecode redecode(IntakeOptions options) {
        return new Redecode(ports(opened(site().feed(keys))), options);
    }

    /// What is archived need not lie in the journal too; what is not stays there.
    private void purge(Duration kept, Actor actor) {
        Runnable elsewhere = purgeElsewhere;
        if (elsewhere != null) {
            elsewhere.run();
            return;
        }
        Instant before = setting.clock().instant().minus(kept);
        long deleted = site().purge(before, ArchivedCaptures.of(whole()));
        if (deleted > 0) {
            ledger().append(
                            Act.of(ActKind.PURGE, Subject.ARCHIVE, actor, setting.clock().instant())
                                    .with("what", "journal")
                                    .with("receivedBefore", before.toString())
                                    .with("deleted", Long.toString(deleted)));
        }
    }

    /// The journal gives up at once what is archived, so that it does not keep what was destroyed.
    @Override
    public ItemRow erase(ItemId item, String reason) {
        return erase(item, setting.actor(), reason);
    }

    ItemRow erase(ItemId item, Actor actor, String reason) {
        ItemRow erased = whole().erase(item, actor, reason);
        purge(Duration.ZERO, actor);
        return erased;
    }

    @Override
    public Home lent(Loan loan) {
        return new LentHome(this, loan);
    }

    @Override
    public Verified verify(Progress progress) {
        VerifyReport record = whole().verify(progress);
        return new Verified(record, ledger().verify(record.anchors()));
    }

    @Override
    public void rebuild(Progress progress) {
        if (archive != null) {
            throw new IllegalStateException("rebuild works on an archive that is not open");
        }
        LuceneSearchIndex.delete(directory.resolve("archive/index"));
        Archive.rebuild(directory, setup(), progress);
        whole();
        feed.settled();
    }

    @Override
    public Backup.Report backup(Path target, boolean everything, Progress progress) {
        LedgerHead head = ledger().head();
        closeUntil(keys);
        archive = null;
        journal = null;
        accepting = null;
        ledger = null;
        return backing(progress).run(target, head, everything);
    }

    Backup backing(Progress progress) {
        return new Backup(directory, keys, setting.clock(), progress);
    }

    /// The last part of a backup of a home that is at work. Nothing is committed meanwhile and no
    /// act recorded, so the files are as after a crash at this moment, which opening a home mends.
    Backup.Report backup(Backup backup, Backup.Ahead ahead, Path target, boolean everything) {
        return whole().still(
                        () -> acts().pausing(head -> backup.run(target, head, everything, ahead)));
    }

    private synchronized <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        feed.beginCommit();
        signMeanwhile();
        closeUntil(null);
    }

    /// Signs the ledger's head, as closing it would: now the index is busy writing on its own
    /// thread.
    private void signMeanwhile() {
        PausableLedger acts = ledger;
        if (acts != null) {
            try {
                acts.sign();
            } catch (RuntimeException _) {
                // Closing the ledger signs again, and says what is wrong.
            }
        }
    }

    /// Closes what was opened after `last` (null for everything), whatever fails; the first failure
    /// is thrown.
    private void closeUntil(@Nullable AutoCloseable last) {
        RuntimeException failure = null;
        while (!open.isEmpty() && !Objects.equals(open.peek(), last)) {
            try {
                open.pop().close();
            } catch (RuntimeException e) {
                failure = first(failure, e);
            } catch (Exception e) {
                failure = first(failure, new IllegalStateException(e));
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException first(
            @Nullable RuntimeException before, RuntimeException failure) {
        if (before == null) {
            return failure;
        }
        before.addSuppressed(failure);
        return before;
    }
}
