package dev.wharf.site.upload;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Journal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.upload.UploadOutcome.Captured;
import dev.wharf.site.upload.UploadOutcome.Done;
import dev.wharf.site.upload.UploadOutcome.OtherOffset;
import dev.wharf.site.upload.UploadOutcome.State;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/// An upload that somebody works with. Safe for many threads, one at a time.
final class OpenUpload {
    private static final long SYNC_BYTES = 8 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Upload upload;
    private @Nullable SealedContent content;

    private OpenUpload(Upload upload, @Nullable SealedContent content) {
        this.upload = upload;
        this.content = content;
    }

    static OpenUpload of(Upload upload) throws IOException {
        return new OpenUpload(upload, upload.result().isPresent() ? null : upload.content());
    }

    /// What may fail by the disk.
    private interface Act<T> {
        T run() throws IOException;
    }

    private <T> T locked(Act<T> act) {
        lock.lock();
        try {
            return act.run();
        } catch (IOException failed) {
            throw UploadStore.failed(failed);
        } finally {
            lock.unlock();
        }
    }

    String owner() {
        return upload.owner();
    }

    State state() {
        return locked(this::stateNow);
    }

    private State stateNow() throws IOException {
        SealedContent open = content;
        long size = upload.plan().size();
        if (open == null && upload.result().isEmpty()) {
            throw UploadStore.missing();
        }
        return new State(upload.id(), open == null ? size : open.durable(), size);
    }

    /// Captured, removed or closed: nothing is held open any more.
    boolean ended() {
        return locked(() -> content == null);
    }

    /// Adds a stretch. Blocks that arrived whole stay when the sender breaks off. The sender is
    /// waited for without holding the upload, so who comes again is not kept out by a dead
    /// connection.
    UploadOutcome add(long offset, InputStream stretch) throws IOException {
        byte[] block = new byte[SealedContent.BLOCK];
        long at = offset;
        long unsynced = 0;
        try {
            while (true) {
                int length = stretch.readNBytes(block, 0, block.length);
                if (!append(at, block, length)) {
                    return new OtherOffset(synced());
                }
                if (length < block.length) {
                    return new Done(synced());
                }
                at += length;
                unsynced += length;
                if (unsynced >= SYNC_BYTES) {
                    synced();
                    unsynced = 0;
                }
            }
        } catch (IOException brokenOff) {
            synced();
            throw brokenOff;
        }
    }

    /// @return whether it was the stretch that was wanted
    private boolean append(long at, byte[] block, int length) {
        return locked(
                () -> {
                    SealedContent open = content;
                    if (open == null || open.size() != at) {
                        return false;
                    }
                    if (at + length > upload.plan().size()) {
                        throw wrong(
                                "The upload was said to have %d bytes; more came."
                                        .formatted(upload.plan().size()));
                    }
                    if (length > 0) {
                        open.append(block, length);
                    }
                    return true;
                });
    }

    private State synced() {
        return locked(
                () -> {
                    SealedContent open = content;
                    if (open != null) {
                        open.sync();
                    }
                    return stateNow();
                });
    }

    /// Captures the whole; asked again, the answer is the same. A crash between the capture and the
    /// note of it makes a second capture of the same content when it is asked again: the archive
    /// knows it by its digest.
    UploadOutcome complete(Journal journal, Instant now) {
        return locked(
                () -> {
                    var known = upload.result();
                    if (known.isPresent()) {
                        return new Captured(upload.id(), known.get());
                    }
                    SealedContent open = content;
                    if (open == null || open.durable() != upload.plan().size()) {
                        return new OtherOffset(stateNow());
                    }
                    Upload.Result result = capture(open, journal, now);
                    open.close();
                    content = null;
                    upload.captured(result);
                    return new Captured(upload.id(), result);
                });
    }

    private Upload.Result capture(SealedContent open, Journal journal, Instant now)
            throws IOException {
        UploadPlan plan = upload.plan();
        ContentDigest wanted = plan.digest();
        CaptureEnvelope envelope =
                new CaptureEnvelope(
                        plan.source(), plan.account(), plan.name(), now, plan.options());
        try (InputStream body =
                wanted == null ? open.stream() : new CheckedContent(open.stream(), wanted)) {
            CaptureRecord record = journal.append(envelope, body);
            return new Upload.Result(
                    record.id().sequence(), record.digest().sha256(), record.size());
        } catch (CheckedContent.OtherContent other) {
            remove();
            throw wrong(
                    "The content has another SHA-256 than was said; nothing was captured, and the"
                            + " upload was removed. Begin again.");
        }
    }

    private static WharfException wrong(String message) {
        return new WharfException(ErrorCode.INPUT_UNREADABLE, message);
    }

    /// Leaves nothing behind. Who still works with it meets an upload that wants no stretch.
    boolean remove() {
        return locked(
                () -> {
                    closeContent();
                    upload.delete();
                    return true;
                });
    }

    boolean close() {
        return locked(
                () -> {
                    closeContent();
                    return true;
                });
    }

    private void closeContent() throws IOException {
        SealedContent open = content;
        if (open != null) {
            open.close();
            content = null;
        }
    }
}
