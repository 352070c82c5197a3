package dev.wharf.archive.ledger;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.CanonicalEntry;
import dev.wharf.core.ledger.CompactRange;
import dev.wharf.core.ledger.ConsistencyProof;
import dev.wharf.core.ledger.InclusionProof;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.ledger.LedgerReport;
import dev.wharf.core.ledger.MerkleTree;
import dev.wharf.core.ledger.SignedHead;
import dev.wharf.core.ledger.TreeHash;
import dev.wharf.store.file.DurableFiles;
import dev.wharf.store.segment.ChannelOpener;
import dev.wharf.store.segment.LogEntry;
import dev.wharf.store.segment.SegmentCursor;
import dev.wharf.store.segment.SegmentLog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The ledger as segment files of its own directory, entries sealed under the vault's ledger key.
///
/// A head is signed at closing, and at a [#sync] or [#append] after a thousand entries or a minute.
/// Proofs read all leaves up to the tree's size: about a second a million. One process at a time.
public final class FileLedger implements Ledger {
    private static final long SEGMENT_BYTES = 4 << 20;
    private static final long SIGN_AFTER_ENTRIES = 1000;
    private static final Duration SIGN_AFTER = Duration.ofMinutes(1);

    private final Path directory;
    private final Clock clock;
    private final EntryCipher cipher;
    private final SegmentLog log;
    private final SignedHeads heads;
    private CompactRange range = new CompactRange();
    private TreeHash lastLeaf = MerkleTree.EMPTY;
    private boolean closed;

    private FileLedger(
            Path directory, KeyVault vault, Clock clock, SecureRandom random, ChannelOpener opener)
            throws IOException {
        this.directory = directory;
        this.clock = clock;
        this.cipher = new EntryCipher(vault, random);
        DurableFiles.createDirectories(directory);
        this.heads = new SignedHeads(directory.resolve("heads"), opener, vault);
        this.log =
                SegmentLog.open(
                        directory.resolve("entries"),
                        new SegmentLog.Options(SEGMENT_BYTES, true, _ -> new byte[] {1}, opener));
        catchUp();
    }

    /// @param directory of the ledger alone
    public static FileLedger open(
            Path directory, KeyVault vault, Clock clock, SecureRandom random) {
        return open(directory, vault, clock, random, ChannelOpener.DISK);
    }

    static FileLedger open(
            Path directory,
            KeyVault vault,
            Clock clock,
            SecureRandom random,
            ChannelOpener opener) {
        try {
            return new FileLedger(directory, vault, clock, random, opener);
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot open the ledger in " + directory, failed);
        }
    }

    private Path checkpoint() {
        return directory.resolve("checkpoint");
    }

    private void catchUp() throws IOException {
        Checkpoint.read(checkpoint())
                .filter(this::continues)
                .ifPresent(
                        known -> {
                            range = known.range();
                            lastLeaf = known.lastLeaf();
                        });
        try (SegmentCursor cursor = log.read(range.size())) {
            for (LogEntry entry : cursor) {
                if (entry instanceof LogEntry.Kept kept) {
                    lastLeaf = EntryFrame.parse(kept.payload()).leaf();
                    range.add(lastLeaf);
                } else if (entry instanceof LogEntry.Damage damage) {
                    // The tree goes on over a place holder; verification names the damage.
                    for (long i = damage.first(); i <= damage.last(); i++) {
                        range.add(MerkleTree.EMPTY);
                    }
                }
            }
        }
    }

    private boolean continues(Checkpoint known) {
        long size = known.range().size();
        if (size == 0 || size > log.last()) {
            return size == 0;
        }
        try (SegmentCursor cursor = log.read(size - 1)) {
            return cursor.next().orElse(null) instanceof LogEntry.Kept kept
                    && kept.sequence() == size
                    && EntryFrame.parse(kept.payload()).leaf().equals(known.lastLeaf());
        }
    }

    @Override
    public LedgerEntry append(Act act) {
        LedgerEntry entry = appendBuffered(act);
        log.sync(entry.sequence());
        signWhenDue();
        return entry;
    }

    @Override
    public synchronized LedgerEntry appendBuffered(Act act) {
        if (closed) {
            throw new WharfException(ErrorCode.STORAGE_FAILED, "the ledger is closed");
        }
        Appending appending = new Appending(act, Instant.ofEpochMilli(clock.millis()));
        log.append(EntryFrame.KIND, appending);
        LedgerEntry entry = Objects.requireNonNull(appending.entry);
        range.add(entry.leaf());
        lastLeaf = entry.leaf();
        return entry;
    }

    /// Makes the entry once its sequence is known.
    private final class Appending implements SegmentLog.Payload {
        private final Act act;
        private final Instant now;
        private @Nullable LedgerEntry entry;

        Appending(Act act, Instant now) {
            this.act = act;
            this.now = now;
        }

        @Override
        public byte[] at(long sequence) {
            byte[] canonical = CanonicalEntry.bytes(sequence, now, act, lastLeaf);
            EntryFrame frame = cipher.seal(sequence, canonical);
            entry = new LedgerEntry(sequence, now, act, lastLeaf, frame.leaf());
            return frame.bytes();
        }
    }

    @Override
    public void sync() {
        log.sync(log.last());
        signWhenDue();
    }

    private synchronized void signWhenDue() {
        List<SignedHead> signed = heads.all();
        SignedHead last = signed.isEmpty() ? null : signed.getLast();
        long since = range.size() - (last == null ? 0 : last.head().size());
        boolean due =
                since >= SIGN_AFTER_ENTRIES
                        || (since > 0
                                && last != null
                                && !clock.instant().isBefore(last.at().plus(SIGN_AFTER)));
        if (due && !closed) {
            sign();
        }
    }

    @Override
    public Stream<LedgerEntry> entries(long after) {
        log.sync(log.last());
        SegmentCursor cursor = log.read(after);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                cursor.iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .map(this::entry)
                .onClose(cursor::close);
    }

    private LedgerEntry entry(LogEntry entry) {
        return switch (entry) {
            case LogEntry.Kept kept -> {
                try {
                    yield cipher.open(kept.sequence(), EntryFrame.parse(kept.payload()));
                } catch (IllegalArgumentException changed) {
                    throw corrupt(kept.sequence(), String.valueOf(changed.getMessage()));
                }
            }
            case LogEntry.Damage damage -> throw corrupt(damage.first(), damage.describe());
        };
    }

    private static WharfException corrupt(long sequence, String why) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "entry %d of the ledger cannot be read: %s".formatted(sequence, why));
    }

    @Override
    public synchronized LedgerHead head() {
        return range.head();
    }

    @Override
    public synchronized SignedHead sign() {
        LedgerHead head = range.head();
        List<SignedHead> signed = heads.all();
        if (!signed.isEmpty() && signed.getLast().head().equals(head)) {
            return signed.getLast();
        }
        log.sync(head.size());
        try {
            return heads.sign(head, Instant.ofEpochMilli(clock.millis()));
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot sign the ledger's head", failed);
        }
    }

    @Override
    public InclusionProof inclusion(long sequence, long size) {
        List<TreeHash> leaves = leaves(size);
        return MerkleTree.inclusion(
                sequence - 1,
                size,
                (begin, end) -> MerkleTree.root(leaves.subList((int) begin, (int) end)));
    }

    @Override
    public ConsistencyProof consistency(long oldSize, long newSize) {
        List<TreeHash> leaves = leaves(newSize);
        return MerkleTree.consistency(
                oldSize,
                newSize,
                (begin, end) -> MerkleTree.root(leaves.subList((int) begin, (int) end)));
    }

    private List<TreeHash> leaves(long size) {
        sync();
        if (size > log.durable()) {
            throw new IllegalArgumentException("the ledger has no " + size + " entries");
        }
        List<TreeHash> leaves = new ArrayList<>();
        try (SegmentCursor cursor = log.read(0)) {
            for (LogEntry entry : cursor) {
                if (leaves.size() == size) {
                    break;
                }
                if (!(entry instanceof LogEntry.Kept kept)) {
                    throw corrupt(leaves.size() + 1L, "run verify");
                }
                leaves.add(EntryFrame.parse(kept.payload()).leaf());
            }
        }
        return leaves;
    }

    @Override
    public LedgerReport verify(List<LedgerHead> anchors) {
        sync();
        LedgerVerification verification = new LedgerVerification(cipher);
        List<SignedHead> signed;
        synchronized (this) {
            signed = heads.all();
            heads.unreadable().forEach(verification::unreadableHead);
        }
        for (SignedHead head : signed) {
            if (heads.valid(head)) {
                verification.expect(head.head(), "the head signed at " + head.at());
            } else {
                verification.badSignature(head);
            }
        }
        for (LedgerHead anchor : anchors) {
            verification.expect(anchor, "an anchor");
        }
        try (SegmentCursor cursor = log.read(0)) {
            cursor.forEach(verification::read);
        }
        return verification.report(signed.size());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        try {
            sign();
            new Checkpoint(range, lastLeaf).write(checkpoint());
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot close the ledger in " + directory, failed);
        } finally {
            closed = true;
            closeFiles();
        }
    }

    private void closeFiles() {
        try {
            log.close();
            heads.close();
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot close the ledger in " + directory, failed);
        }
    }
}
