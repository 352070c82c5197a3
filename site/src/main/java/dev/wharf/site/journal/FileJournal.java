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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;

/// The journal in segment files of the site's directory: `journal/` holds records, `media/` bodies
/// above 256 KiB, `acknowledged` how far the archive has come.
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

    /// The reader, for the archive side. Closing it leaves the journal open.
    public Feed feed(KeyVault vault) {
        return new FileFeed(log, media, acknowledgement, vault);
    }

    @Override
    public CaptureRecord append(CaptureEnvelope envelope, InputStream body) throws IOException {
        byte[] start = body.readNBytes(INLINE + 1);
        return start.length <= INLINE
                ? appendInline(envelope, start)
                : appendMedia(envelope, start, body);
    }

    private CaptureRecord appendInline(CaptureEnvelope envelope, byte[] body) {
        ContentDigest digest = digest(body);
        byte[] plain = JournalRecord.encode(envelope, digest, body.length, body);
        long sequence = append(envelope.receivedAt(), MediaId.NONE, plain);
        log.sync(sequence);
        return new CaptureRecord(new CaptureId(sequence), envelope, digest, body.length);
    }

    private CaptureRecord appendMedia(CaptureEnvelope envelope, byte[] start, InputStream rest)
            throws IOException {
        MediaStore.Written written = media.write(key, start, rest);
        byte[] plain = JournalRecord.encode(envelope, written.digest(), written.size(), null);
        // Should this fail, nobody knows whether the record is on the disk: the next opening does,
        // and keeps or removes the body.
        long sequence = append(envelope.receivedAt(), written.id(), plain);
        log.sync(sequence);
        media.settle(written.id());
        return new CaptureRecord(
                new CaptureId(sequence), envelope, written.digest(), written.size());
    }

    private long append(Instant receivedAt, MediaId body, byte[] plain) {
        try {
            return log.append(
                    JournalRecord.KIND, sequence -> seal(sequence, receivedAt, body, plain));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// Under the log's lock.
    private byte[] seal(long sequence, Instant receivedAt, MediaId body, byte[] plain) {
        Instant received = Instant.ofEpochMilli(receivedAt.toEpochMilli());
        byte[] context = JournalRecord.context(sequence, received, chain, body);
        RecordCipher sealing = Objects.requireNonNull(cipher);
        JournalRecord record =
                new JournalRecord(received, chain, body, sealing.seal(plain, context));
        chain = record.next(sequence);
        return record.bytes();
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

    /// Deletes what the archive has acknowledged and holds, and what was received before a time:
    /// bodies of their own at once, records by whole segments from the first. The last segment
    /// stays, and with it the chain.
    ///
    /// @param archived whether the archive holds the capture of a sequence; one that was
    ///   acknowledged and set aside lies nowhere but here
    /// @return number of records and bodies deleted
    public long purge(Instant receivedBefore, LongPredicate archived) {
        LongPredicate done =
                sequence -> sequence <= acknowledgement.get() && archived.test(sequence);
        long deleted = 0;
        boolean fromTheFirst = true;
        try {
            for (long first : log.segments()) {
                Purgeable found = purgeable(first, receivedBefore, done);
                for (MediaId body : found.bodies()) {
                    media.delete(body);
                    deleted++;
                }
                fromTheFirst &= found.whole();
                if (fromTheFirst) {
                    deleted += log.deleteThrough(found.last());
                }
            }
            return deleted;
        } catch (IOException failed) {
            throw new WharfException(ErrorCode.STORAGE_FAILED, "cannot purge the journal", failed);
        }
    }

    /// What of a segment may go.
    ///
    /// @param whole whether all of it may
    private record Purgeable(List<MediaId> bodies, long last, boolean whole) {}

    private Purgeable purgeable(long first, Instant receivedBefore, LongPredicate done) {
        List<Long> segments = log.segments();
        int next = segments.indexOf(first) + 1;
        boolean whole = next < segments.size();
        long last = whole ? segments.get(next) - 1 : log.durable();
        List<MediaId> bodies = new ArrayList<>();
        try (SegmentCursor cursor = log.read(first - 1)) {
            for (LogEntry entry : cursor) {
                if (!(entry instanceof LogEntry.Kept kept)) {
                    // Nobody can tell what it was.
                    return new Purgeable(bodies, last, false);
                }
                if (kept.sequence() > last) {
                    break;
                }
                JournalRecord record = JournalRecord.parse(kept.payload());
                if (!done.test(kept.sequence()) || !record.receivedAt().isBefore(receivedBefore)) {
                    whole = false;
                } else if (record.media().present() && media.holds(record.media())) {
                    bodies.add(record.media());
                }
            }
        }
        return new Purgeable(bodies, last, whole);
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

    /// After a crash: settles the bodies that a record refers to, and removes the others, unless a
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
                    referred.add(JournalRecord.parse(kept.payload()).media());
                } else {
                    whole = false;
                }
            }
        }
        for (MediaId body : unsettled) {
            if (referred.contains(body)) {
                media.settle(body);
            } else if (whole) {
                media.delete(body);
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
