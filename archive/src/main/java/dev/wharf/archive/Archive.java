package dev.wharf.archive;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.CommitReceipt;
import dev.wharf.core.archive.ConversationRecord;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PreparedGroup;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ContentSource;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.NaturalKey;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.sql.Schema;
import dev.wharf.store.sql.SqliteDatabase;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The archive on disk: packs, key store, blobs and the catalog over them.
///
/// Reading, [#put] and [#prepare] are for any thread; [#commit] and [#erase] may be called from any
/// thread and take turns. What a commit has returned from survives a crash of the machine. Opening
/// brings the catalog up to the packs and completes what was interrupted.
///
/// Longer than most because it is the one door: it holds no work of its own, only who does it.
public final class Archive implements ArchiveWriter, ArchiveReader, AutoCloseable {
    private static final int TYPICAL_GROUP = 1_024;

    static final Schema SCHEMA = new Schema("dev/wharf/archive/catalog", 3);

    private final ArchiveSetup setup;
    private final VaultKeys keys;
    private final SqliteDatabase database;
    private final Committer.Files files;
    private final DestroyedKeys destroyed;
    private final Sealers sealers;
    private final CatalogReader catalog;
    private final ItemOpener opener;
    private final ContentStore contents;
    private final GroupCipher cipher;
    private final Committer committer;
    private final Erasures erasures;
    private final Recovery.Outcome recovered;
    private final Object turn = new Object();

    private Archive(Path home, ArchiveSetup setup, Progress progress)
            throws IOException, SQLException {
        ArchiveFiles at = ArchiveFiles.in(home);
        for (Path folder : List.of(at.packs(), at.keys(), at.blobs())) {
            setup.disk().createFolder(folder);
        }
        this.setup = setup;
        keys = new VaultKeys(setup.keys());
        database = SqliteDatabase.open(at.catalog(), SCHEMA);
        files =
                new Committer.Files(
                        new Packs(setup.disk(), at.packs()),
                        new KeySlots(setup.disk(), at.keys(), "items"),
                        new KeySlots(setup.disk(), at.keys(), "originals"),
                        new Blobs(setup.disk(), at.blobs(), keys, setup.random()));
        destroyed = DestroyedKeys.open(setup.disk(), at.keys());
        sealers = new Sealers(setup.random());
        catalog = new CatalogReader(database);
        opener =
                new ItemOpener(
                        catalog,
                        files.packs(),
                        files.itemKeys(),
                        files.originalKeys(),
                        keys,
                        sealers);
        contents = new ContentStore(files.blobs(), keys, catalog, opener);
        cipher = new GroupCipher(keys, new Randomness(setup.random()));
        recovered = new Recovery(files.packs(), cipher, database.writer(), progress).run();
        committer = new Committer(setup, database.writer(), files, contents, cipher, recovered);
        erasures = new Erasures(catalog, files, destroyed, setup.clock());
        if (recovered.replayed() > 0) {
            long first = recovered.tail().group() - recovered.replayed() + 1;
            LedgerRecords.catchUp(setup, catalog, first);
        }
        if (recovered.damage() == null) {
            files.blobs().sweep(catalog::holds);
            erasures.complete();
            eraseAgain();
        }
    }

    /// Opens the archive of a home, or founds it.
    ///
    /// @throws WharfException STORAGE_FAILED when the disk fails, STORAGE_CORRUPT when the catalog
    ///   is no database. A damaged pack does not stop it: the archive then refuses to write, and
    ///   [#verify] says what is wrong
    public static Archive open(Path home, ArchiveSetup setup) {
        return open(home, setup, Progress.NONE);
    }

    /// @param progress is told of groups that the catalog has to take over from the packs
    public static Archive open(Path home, ArchiveSetup setup, Progress progress) {
        try {
            return new Archive(home, setup, progress);
        } catch (IOException | SQLException failure) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "opening the archive in " + home, failure);
        }
    }

    /// Forgets the catalog and makes it again from packs and keys. The archive must not be open.
    ///
    /// @throws WharfException STORAGE_CORRUPT when a pack is damaged; what stands before the damage
    ///   is in the catalog, and nothing was cut
    public static void rebuild(Path home, ArchiveSetup setup, Progress progress) {
        try {
            SqliteDatabase.delete(ArchiveFiles.in(home).catalog());
        } catch (IOException failure) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "removing the catalog in " + home, failure);
        }
        try (Archive archive = open(home, setup, progress)) {
            String damage = archive.recovered.damage();
            if (damage != null) {
                throw Recovery.readOnly(damage);
            }
        }
    }

    /// What opening had to do.
    ///
    /// @param replayed commit groups the catalog did not have
    /// @param cut bytes of an unfinished group that were cut off
    /// @param damage why nothing can be written, null when all is well
    public record Opened(long replayed, long cut, @Nullable String damage) {}

    public Opened opened() {
        return new Opened(recovered.replayed(), recovered.cut(), recovered.damage());
    }

    @Override
    public StoredContent put(InputStream content) throws IOException {
        return contents.put(content);
    }

    @Override
    public PreparedGroup prepare(Iterable<Change> changes) {
        int expected = changes instanceof Collection<Change> all ? all.size() : TYPICAL_GROUP;
        return sealers.with(
                sealer -> new GroupBuilder(sealer, contents, keys, expected).build(this, changes));
    }

    @Override
    public CommitReceipt commit(PreparedGroup group) {
        if (!(group instanceof SealedGroup sealed) || sealed.owner() != this) {
            throw new WharfException(ErrorCode.BUG, "a group is committed where it was prepared");
        }
        synchronized (turn) {
            Projection.Applied applied = commit(sealed, List.of());
            if (destroyed.holdsAnyItem()) {
                eraseAgain(sealed.manifest());
            }
            return new CommitReceipt(applied.firstSequence(), applied.lastSequence());
        }
    }

    private Projection.Applied commit(SealedGroup group, List<Act> acts) {
        Projection.Applied applied = committer.commit(group, acts);
        if (applied.rewritten()) {
            catalog.forgetAudiences();
        }
        if (applied.destroyed()) {
            destroyKeys();
        }
        tell(group, applied);
        return applied;
    }

    private void destroyKeys() {
        contents.forget();
        try {
            erasures.complete();
        } catch (IOException failure) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "destroying keys; it is recorded and will be completed at the next start",
                    failure);
        }
    }

    private void tell(SealedGroup group, Projection.Applied applied) {
        ArchiveListener listener = setup.listener();
        if (group.items() > 0) {
            listener.committed(
                    new NewItems(group.drafts(), applied.firstSequence(), applied.audiences()));
        }
        if (!applied.moved().isEmpty()) {
            listener.moved(applied.moved());
        }
    }

    /// Destroys an item: its key, the keys of content that only it holds, and every original in
    /// which it was seen. Its row, the digest of its body and this act remain.
    ///
    /// Durable when it returns; interrupted, it is completed at the next start once its act is
    /// recorded.
    ///
    /// @throws WharfException NOT_FOUND for an unknown item, ERASED for one that is gone already
    public ItemRow erase(ItemId id, Actor actor, String reason) {
        synchronized (turn) {
            ItemRow row =
                    row(id).orElseThrow(
                                    () ->
                                            new WharfException(
                                                    ErrorCode.NOT_FOUND,
                                                    "no item " + id + " in the archive"));
            if (row.erased()) {
                throw new WharfException(ErrorCode.ERASED, "item " + id + " is erased already");
            }
            return erase(row, actor, reason);
        }
    }

    private ItemRow erase(ItemRow row, Actor actor, String reason) {
        Instant now = setup.clock().instant();
        Entry act =
                new Entry.Erasure(
                        row.id(),
                        now.getEpochSecond(),
                        actor.type().name().toLowerCase(Locale.ROOT) + ":" + actor.id(),
                        reason);
        SealedGroup group =
                sealers.with(
                        sealer -> new GroupBuilder(sealer, contents, keys, 0).build(this, act));
        Act recorded =
                Act.of(
                                ActKind.ERASE,
                                Subject.of(Subject.Type.ITEM, row.id().toString()),
                                actor,
                                now)
                        .withReason(reason);
        commit(group, List.of(recorded));
        ItemRow erased = row(row.sequence()).orElseThrow(WireReader::corrupt);
        setup.listener().erased(erased);
        return erased;
    }

    /// Items on the list of destroyed keys that an older backup has brought back.
    private void eraseAgain() {
        for (ItemId id : List.copyOf(destroyed.items())) {
            eraseAgain(id);
        }
    }

    private void eraseAgain(Manifest committed) {
        for (Entry entry : committed.entries()) {
            if (entry instanceof Entry.Item item && destroyed.holdsItem(item.id())) {
                eraseAgain(item.id());
            }
        }
    }

    private void eraseAgain(ItemId id) {
        Optional<ItemRow> row = row(id).filter(found -> !found.erased());
        if (row.isPresent()) {
            erase(row.get(), setup.actor(), "erased before; on the list of destroyed keys");
        }
    }

    /// Checks every checksum, seal and digest of the record, the key store and the catalog against
    /// each other and the ledger. Reads everything, changes nothing; items may be added meanwhile.
    public VerifyReport verify(Progress progress) {
        Verification.Extent extent;
        synchronized (turn) {
            extent =
                    new Verification.Extent(
                            catalog.lastGroup(),
                            catalog.lastSequence(),
                            setup.ledger().head().size());
        }
        try (GroupCipher own = new GroupCipher(keys, new Randomness(setup.random()))) {
            return new Verification(
                            files,
                            catalog,
                            keys,
                            opener,
                            own,
                            sealers,
                            setup.ledger(),
                            extent,
                            progress)
                    .run();
        } catch (IOException failure) {
            throw new WharfException(ErrorCode.STORAGE_FAILED, "verifying the archive", failure);
        }
    }

    /// Wraps every key of the key store under the vault's current key-store key, durably;
    /// afterwards no slot needs an older version. Items may be added meanwhile.
    ///
    /// @return keys that were wrapped anew
    public long rewrapKeys(Progress progress) {
        try {
            return new KeyRewrap(files, catalog, keys, sealers).run(turn, progress);
        } catch (IOException failure) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "wrapping keys anew; run it again", failure);
        }
    }

    /// Runs work while nothing is committed or erased: commits wait for its end. For copying the
    /// files of an archive that stays open; contents of groups that are only prepared may still be
    /// written beside it.
    public <T> T still(Supplier<T> work) {
        synchronized (turn) {
            return work.get();
        }
    }

    @Override
    public long lastGroup() {
        return catalog.lastGroup();
    }

    /// Every erased item, in order of archiving.
    public List<ItemRow> erasures() {
        return catalog.erasedItems();
    }

    @Override
    public Optional<ItemRow> row(ItemId id) {
        return catalog.row(id);
    }

    @Override
    public Optional<ItemRow> row(long sequence) {
        return catalog.row(sequence);
    }

    @Override
    public StoredItem open(ItemRow row) {
        refuseErased(row);
        ItemBody body = opener.body(row);
        return new StoredItem(
                row,
                body.event(),
                body.headline(),
                body.mail(),
                body.raw(),
                audience(row.audience()));
    }

    @Override
    public ContentSource contents(ItemRow row) {
        refuseErased(row);
        List<HeldContent> held = opener.contents(row);
        return digest ->
                files.blobs().stream(
                        held.stream()
                                .filter(content -> content.digest().equals(digest))
                                .findFirst()
                                .orElseThrow(
                                        () ->
                                                new WharfException(
                                                        ErrorCode.NOT_FOUND,
                                                        "item "
                                                                + row.id()
                                                                + " has no content "
                                                                + digest)));
    }

    private static void refuseErased(ItemRow row) {
        if (row.erased()) {
            throw new WharfException(ErrorCode.ERASED, "item " + row.id() + " was erased");
        }
    }

    @Override
    public List<Provenance> corroborations(ItemRow row) {
        return catalog.corroborations(row.sequence());
    }

    @Override
    public List<ItemRow> keyed(NaturalKey key) {
        return catalog.keyed(key);
    }

    @Override
    public LongStream named() {
        return catalog.named();
    }

    @Override
    public List<Event> receipts(ItemRow row) {
        return catalog.receipts(row.sequence()).stream()
                .map(json -> sealers.events().decode(json))
                .toList();
    }

    @Override
    public Stream<ItemRow> rows(ConversationId conversation, int firstDay, int lastDay) {
        return catalog.rows(conversation, firstDay, lastDay);
    }

    @Override
    public List<ItemRow> tags(
            ConversationId conversation, int day, long lowestTag, long highestTag) {
        return catalog.tags(conversation, day, lowestTag, highestTag);
    }

    @Override
    public Stream<ItemRow> after(long sequence) {
        return catalog.after(sequence);
    }

    @Override
    public long lastSequence() {
        return catalog.lastSequence();
    }

    @Override
    public Stream<ItemRow> mailbox(
            EmailAddress mailbox, @Nullable Instant from, @Nullable Instant before) {
        return catalog.mailbox(mailbox, from, before);
    }

    @Override
    public List<MailboxSummary> mailboxes() {
        return catalog.mailboxes();
    }

    @Override
    public Audience audience(int number) {
        return catalog.audience(number);
    }

    @Override
    public Set<Integer> audiences(EmailAddress mailbox) {
        return catalog.audiences(mailbox);
    }

    @Override
    public List<QuarantineGroup> quarantine() {
        return catalog.quarantine();
    }

    @Override
    public Stream<ItemRow> inAudience(int audience) {
        return catalog.inAudience(audience);
    }

    @Override
    public List<ConversationRecord> conversations() {
        return catalog.conversations();
    }

    @Override
    public List<PartyRecord> parties() {
        return catalog.parties();
    }

    @Override
    public Optional<DaySpan> span(ConversationId conversation) {
        return catalog.span(conversation);
    }

    @Override
    public Optional<String> document(String kind, String key) {
        return catalog.document(kind, key);
    }

    @Override
    public List<NamedDocument> documents(String kind) {
        return catalog.documents(kind);
    }

    @Override
    public List<NamedDocument> documents(String kind, String fromKey, String beforeKey) {
        return catalog.documents(kind, fromKey, beforeKey);
    }

    @Override
    public List<Gain> gains(long group) {
        return catalog.gains(group);
    }

    @Override
    public Stream<ItemRow> mailbox(EmailAddress mailbox, long first, long last) {
        return catalog.mailbox(mailbox, first, last);
    }

    @Override
    public Stream<KeptCapture> captures() {
        return catalog.captures();
    }

    @Override
    public Optional<KeptCapture> kept(CaptureId capture) {
        return catalog.kept(capture);
    }

    @Override
    public CaptureBody original(CaptureId capture) {
        KeptCapture kept =
                kept(capture)
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.NOT_FOUND,
                                                "the original of capture "
                                                        + capture
                                                        + " is not kept"));
        if (kept.destroyed()) {
            throw new WharfException(
                    ErrorCode.ERASED,
                    "the original of capture " + capture + " was destroyed by an erasure");
        }
        return new OriginalBody(files.blobs(), opener.original(kept));
    }

    @Override
    public void close() {
        try {
            database.close();
            files.packs().close();
            files.itemKeys().close();
            files.originalKeys().close();
            destroyed.close();
            cipher.close();
            sealers.close();
        } catch (IOException failure) {
            throw new WharfException(ErrorCode.STORAGE_FAILED, "closing the archive", failure);
        }
    }
}
