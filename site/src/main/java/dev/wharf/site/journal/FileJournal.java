package dev.wharf.site.journal;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.Journal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.MerkleTree;
import dev.wharf.core.ledger.TreeHash;
import dev.wharf.store.file.DurableFiles;
import dev.wharf.store.key.ArchivePublicKey;
import dev.wharf.store.key.RecordCipher;
import dev.wharf.store.segment.ChannelOpener;
import dev.wharf.store.segment.LogEntry;
import dev.wharf.store.segment.SegmentCursor;
import dev.wharf.store.segment.SegmentLog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;

/// The journal in segment files of the site's directory: `journal/` holds records, `media/` bodies
/// above 256 KiB and the files that captures name, `acknowledged` how far the archive has come.
///
/// Every segment has a key of its own, sealed to the archive's public key and then forgotten, so
/// each opening begins a new segment. Bodies are digested and large ones sealed on the caller's
/// thread; concurrent appends share one fsync. One process at a time.
public final class FileJournal implements Journal {
    /// Bodies up to this size lie in the record.
    static final int INLINE = 256 * 1024;

    private final SegmentLog log;
    private final MediaStore media;
    private final Acknowledgement acknowledgement;
    private final ArchivePublicKey key;
    private final SecureRandom random;
    private TreeHash chain;
    private @Nullable RecordCipher cipher;

    private FileJournal(Path directory, ArchivePublicKey key, SecureRandom random, Options options)
            throws IOException {
        this.key = key;
        this.random = random;
        this.media = new MediaStore(directory.resolve("media"), options.opener(), random);
        this.acknowledgement =
                new Acknowledgement(directory.resolve("acknowledged"), options.opener());
        this.log =
                SegmentLog.open(
                        directory.resolve("journal"),
                        new SegmentLog.Options(
                                options.segmentBytes(),
                                false,
                                this::beginSegment,
                                options.opener()));
        this.chain = recoverChain();
        sweepMedia();
    }

    /// @param segmentBytes size at which a new segment, with a new key, is begun
    public record Options(long segmentBytes, ChannelOpener opener) {
        public static final Options DEFAULT = new Options(64L << 20, ChannelOpener.DISK);
    }

    /// @param directory of the site
    /// @throws WharfException `STORAGE_FAILED`
    public static FileJournal open(Path directory, ArchivePublicKey key, SecureRandom random) {
        return open(directory, key, random, Options.DEFAULT);
    }

    public static FileJournal open(
            Path directory, ArchivePublicKey key, SecureRandom random, Options options) {
        try {
            DurableFiles.createDirectories(directory);
            return new FileJournal(directory, key, random, options);
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot open the journal in " + directory, failed);
        }
    }

    /// What it holds, sealed as it is. Closing it leaves the journal open.
    public SealedJournal sealed() {
        return new LocalSealedJournal(log, media, acknowledgement);
    }

    /// The reader, for the archive side. Closing it leaves the journal open.
    public Feed feed(KeyVault vault) {
        return new OpenedFeed(sealed(), vault);
    }

    @Override
    public CaptureRecord append(CaptureEnvelope envelope, InputStream body) throws IOException {
        return append(JournalRecord.CAPTURE, envelope, body);
    }

    /// The same for a capture that names files which are still to be fetched: readers pass it over
    /// until [#visit] shows it to them.
    public CaptureRecord appendAwaiting(CaptureEnvelope envelope, InputStream body)
            throws IOException {
        return append(JournalRecord.AWAITING, envelope, body);
    }

    private CaptureRecord append(byte kind, CaptureEnvelope envelope, InputStream body)
            throws IOException {
        byte[] start = body.readNBytes(INLINE + 1);
        return start.length <= INLINE
                ? appendInline(kind, envelope, start)
                : appendFile(kind, envelope, start, body);
    }

    private CaptureRecord appendInline(byte kind, CaptureEnvelope envelope, byte[] body) {
        ContentDigest digest = digest(body);
        byte[] plain = RecordContent.encode(envelope, digest, body.length, body);
        int size = body.length;
        // It lies in `plain` too, which is wiped once it is sealed.
        Arrays.fill(body, (byte) 0);
        long sequence = append(kind, draft(envelope.receivedAt(), 0, List.of()), plain);
        log.sync(sequence);
        return new CaptureRecord(new CaptureId(sequence), envelope, digest, size);
    }

    private CaptureRecord appendFile(
            byte kind, CaptureEnvelope envelope, byte[] start, InputStream rest)
            throws IOException {
        SealedFile written = media.write(key, start, rest);
        byte[] plain = RecordContent.encode(envelope, written.digest(), written.size(), null);
        // Should this fail, nobody knows whether the record is on the disk: the next opening does,
        // and keeps or removes the body.
        long sequence = append(kind, draft(envelope.receivedAt(), 0, List.of(written.id())), plain);
        log.sync(sequence);
        media.settle(written.id());
        return new CaptureRecord(
                new CaptureId(sequence), envelope, written.digest(), written.size());
    }

    /// Seals a file that a capture names, streaming; durable when it returns. It stays only if a
    /// visit refers to it before the journal is opened again.
    public SealedFile seal(InputStream body) throws IOException {
        return media.write(key, new byte[0], body);
    }

    /// Removes a sealed file that no visit will refer to.
    public void discard(MediaId file) throws IOException {
        media.delete(file);
    }

    /// Shows an awaiting capture to readers, with what was fetched for it. Another visit may follow
    /// when more of it comes. Durable when it returns.
    ///
    /// @param capture its sequence
    /// @param companions every file that the capture names, those of earlier visits too
    /// @return the sequence under which readers see it
    public long visit(long capture, Instant at, List<Companion> companions) throws IOException {
        List<MediaId> files =
                companions.stream()
                        .filter(Companion.Fetched.class::isInstance)
                        .map(Companion.Fetched.class::cast)
                        .map(Companion.Fetched::file)
                        .distinct()
                        .toList();
        if (files.size() > JournalRecord.MOST_FILES) {
            throw new IllegalArgumentException("too many files for one capture");
        }
        byte[] plain = RecordContent.encode(companions);
        long sequence = append(JournalRecord.VISIT, draft(at, capture, files), plain);
        log.sync(sequence);
        for (MediaId file : files) {
            media.settle(file);
        }
        return sequence;
    }

    /// Waits until something beyond a sequence is durable, but no longer than a time.
    ///
    /// @return whether there is something
    public boolean awaitBeyond(long sequence, Duration most) throws InterruptedException {
        return log.awaitBeyond(sequence, most);
    }

    /// Sequence up to which everything is durable.
    public long durable() {
        return log.durable();
    }

    /// Sequence up to which the archive has everything.
    public long acknowledged() {
        return acknowledgement.get();
    }

    /// Told of every record's clear part, from a sequence on: what must be done again after a
    /// crash.
    ///
    /// @param after sequence behind which to begin
    public void survey(long after, Survey survey) {
        try (SegmentCursor cursor = log.read(after)) {
            for (LogEntry entry : cursor) {
                if (entry instanceof LogEntry.Kept kept) {
                    JournalRecord record = JournalRecord.parse(kept.payload());
                    switch (kept.kind()) {
                        case JournalRecord.AWAITING ->
                                survey.awaiting(kept.sequence(), record.receivedAt());
                        case JournalRecord.VISIT -> survey.visited(record.visited());
                        default -> {}
                    }
                }
            }
        }
    }

    /// What [#survey] tells of.
    public interface Survey {
        void awaiting(long capture, Instant receivedAt);

        void visited(long capture);
    }

    private static JournalRecord draft(Instant at, long visited, List<MediaId> files) {
        Instant received = Instant.ofEpochMilli(at.toEpochMilli());
        return new JournalRecord(received, MerkleTree.EMPTY, visited, files, new byte[0]);
    }

    private long append(byte kind, JournalRecord draft, byte[] plain) {
        try {
            return log.append(kind, sequence -> seal(kind, sequence, draft, plain));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// Under the log's lock.
    private byte[] seal(byte kind, long sequence, JournalRecord draft, byte[] plain) {
        JournalRecord chained =
                new JournalRecord(
                        draft.receivedAt(), chain, draft.visited(), draft.files(), draft.sealed());
        RecordCipher sealing = Objects.requireNonNull(cipher);
        byte[] bytes = chained.sealed(sealing.seal(plain, chained.context(kind, sequence))).bytes();
        chain = JournalRecord.next(chain, sequence, bytes);
        return bytes;
    }

    /// Under the log's lock: a new key, which only the archive can open again.
    private byte[] beginSegment(long firstSequence) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        try (Secret secret = Secret.copyOf(bytes)) {
            cipher = new RecordCipher(secret);
            byte[] sealed = key.seal(secret, SegmentHeader.context(firstSequence));
            return new SegmentHeader(key.version(), chain, sealed).bytes();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// See [JournalPurge].
    ///
    /// @param archived whether the archive holds the capture of a sequence; one that was
    ///   acknowledged and set aside lies nowhere but here
    /// @return number of records and files deleted
    public long purge(Instant receivedBefore, LongPredicate archived) {
        LongPredicate done =
                sequence -> sequence <= acknowledgement.get() && archived.test(sequence);
        try {
            return new JournalPurge(log, media, receivedBefore, done).run();
        } catch (IOException failed) {
            throw new WharfException(ErrorCode.STORAGE_FAILED, "cannot purge the journal", failed);
        }
    }

    /// Where the chain goes on: behind the last record that can be read.
    private TreeHash recoverChain() {
        List<Long> segments = log.segments();
        TreeHash end = MerkleTree.EMPTY;
        if (!segments.isEmpty()) {
            // The last segment may have been begun and never used.
            try (SegmentCursor cursor = log.read(Math.max(0, segments.getLast() - 2))) {
                for (LogEntry entry : cursor) {
                    if (entry instanceof LogEntry.Kept kept) {
                        end = JournalRecord.parse(kept.payload()).next(kept.sequence());
                    }
                }
            }
        }
        return end;
    }

    /// After a crash: settles the files that a record refers to, and removes the others, unless a
    /// record that cannot be read might refer to them.
    private void sweepMedia() throws IOException {
        Set<MediaId> unsettled = media.unsettled();
        if (unsettled.isEmpty()) {
            return;
        }
        Set<MediaId> referred = new HashSet<>();
        boolean whole = true;
        try (SegmentCursor cursor = log.read(0)) {
            for (LogEntry entry : cursor) {
                if (entry instanceof LogEntry.Kept kept) {
                    for (MediaId file : JournalRecord.parse(kept.payload()).files()) {
                        if (unsettled.contains(file)) {
                            referred.add(file);
                        }
                    }
                } else {
                    whole = false;
                }
            }
        }
        for (MediaId file : unsettled) {
            if (referred.contains(file)) {
                media.settle(file);
            } else if (whole) {
                media.delete(file);
            }
        }
    }

    @Override
    public void close() {
        try {
            log.close();
            acknowledgement.close();
        } catch (IOException failed) {
            throw new WharfException(ErrorCode.STORAGE_FAILED, "cannot close the journal", failed);
        } finally {
            cipher = null;
        }
    }

    static ContentDigest digest(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return new ContentDigest(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
