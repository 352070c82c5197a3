package dev.wharf.site.upload;

import dev.wharf.core.capture.Journal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.file.DurableFiles;
import dev.wharf.store.key.RecordCipher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Uploads under way, in `uploads/` of the site. Safe for many threads.
///
/// What is acknowledged survives a crash. No block lies on the disk in the clear: each upload has a
/// random key, which lies sealed under the site's own key and goes with the upload. So until it is
/// complete the site could read an upload again; then it is sealed to the archive, like all else.
public final class UploadStore implements AutoCloseable {
    private static final int MOST_UNFINISHED = 1024;
    private static final long RESERVE = 1L << 30;

    private final Path directory;
    private final Journal journal;
    private final RecordCipher site;
    private final SecureRandom random;
    private final Clock clock;
    private final Map<String, OpenUpload> open = new ConcurrentHashMap<>();
    private final UploadIndex index = new UploadIndex();
    private final ReentrantLock beginning = new ReentrantLock();

    /// @param site under the site's own key
    public UploadStore(
            Path directory, Journal journal, RecordCipher site, SecureRandom random, Clock clock) {
        this.directory = directory;
        this.journal = journal;
        this.site = site;
        this.random = random;
        this.clock = clock;
        try {
            DurableFiles.createDirectories(directory);
            for (Path folder : folders()) {
                index(folder);
            }
        } catch (IOException failed) {
            throw failed(failed);
        }
    }

    private void index(Path folder) throws IOException {
        Optional<Upload> found = Upload.open(folder, site);
        if (found.isPresent()) {
            Upload upload = found.get();
            index.add(
                    new UploadIndex.Known(
                            upload.id(),
                            upload.owner(),
                            upload.plan(),
                            Files.getLastModifiedTime(folder.resolve("plan")).toInstant(),
                            upload.result().orElse(null)));
        }
    }

    /// What is known by the digest that was said is not begun again: the outcome is how far it is,
    /// or its capture. So whoever has forgotten an upload, or was interrupted, begins it anew.
    ///
    /// @param owner name of the credential; others do not find it
    /// @return `Begun`, `Done` for one that is under way, or `Captured`
    UploadOutcome begin(String owner, UploadPlan plan, UploadLimits limits) {
        beginning.lock();
        try {
            Optional<UploadIndex.Known> known = index.same(owner, plan);
            return known.isPresent() ? again(known.get()) : fresh(owner, plan, limits);
        } catch (IOException failed) {
            throw failed(failed);
        } finally {
            beginning.unlock();
        }
    }

    private UploadOutcome again(UploadIndex.Known known) {
        Upload.Result result = known.result();
        return result == null
                ? new UploadOutcome.Done(find(known.owner(), known.id()).state())
                : new UploadOutcome.Captured(known.id(), result);
    }

    private UploadOutcome fresh(String owner, UploadPlan plan, UploadLimits limits)
            throws IOException {
        Instant now = clock.instant();
        limits.require(index.use(owner, now.minus(UploadLimits.DAY)), plan.size());
        requireRoom(plan.size());
        byte[] id = new byte[16];
        random.nextBytes(id);
        Path folder = directory.resolve(HexFormat.of().formatHex(id));
        Upload upload = Upload.begin(folder, owner, plan, site, random);
        index.add(new UploadIndex.Known(upload.id(), owner, plan, now, null));
        return new UploadOutcome.Begun(new UploadOutcome.State(upload.id(), 0, plan.size()));
    }

    private void requireRoom(long size) throws IOException {
        if (index.unfinished() >= MOST_UNFINISHED) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "%d uploads are unfinished; none is begun until some expire"
                            .formatted(MOST_UNFINISHED));
        }
        // Its content, and once more sealed in the journal.
        if ((Files.getFileStore(directory).getUsableSpace() - RESERVE) / 2 < size) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "the site's disk has no room for an upload of %d bytes".formatted(size));
        }
    }

    UploadOutcome.State state(String owner, String id) {
        return find(owner, id).state();
    }

    /// @throws IOException of the stretch
    UploadOutcome add(String owner, String id, long offset, InputStream stretch)
            throws IOException {
        return find(owner, id).add(offset, stretch);
    }

    UploadOutcome complete(String owner, String id) {
        OpenUpload upload = find(owner, id);
        try {
            UploadOutcome outcome = upload.complete(journal, clock.instant());
            if (outcome instanceof UploadOutcome.Captured captured) {
                index.captured(id, captured.result());
            }
            return outcome;
        } finally {
            if (upload.ended()) {
                open.remove(id, upload);
            }
            if (!Files.exists(directory.resolve(id))) {
                index.remove(id);
            }
        }
    }

    Optional<Instant> newest(String owner) {
        return index.newest(owner);
    }

    /// Removes what nobody has touched for so long.
    ///
    /// @param unfinished how long an upload waits for its next stretch
    /// @param captured how long content that was captured is known when it is handed in again
    /// @return number of uploads removed
    public int expire(Duration unfinished, Duration captured) {
        Instant now = clock.instant();
        int expired = 0;
        try {
            for (Path folder : folders()) {
                Duration life = Upload.isCaptured(folder) ? captured : unfinished;
                if (Upload.touched(folder).isBefore(now.minus(life))) {
                    String id = String.valueOf(folder.getFileName());
                    index.remove(id);
                    OpenUpload held = open.remove(id);
                    if (held != null) {
                        held.close();
                    }
                    Upload.delete(folder);
                    expired++;
                }
            }
            return expired;
        } catch (IOException failed) {
            throw failed(failed);
        }
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    private OpenUpload find(String owner, String id) {
        if (!id.matches("[0-9a-f]{32}")) {
            throw missing();
        }
        OpenUpload found = open.computeIfAbsent(id, this::open);
        if (!found.owner().equals(owner)) {
            throw missing();
        }
        return found;
    }

    private OpenUpload open(String id) {
        try {
            Optional<Upload> upload = Upload.open(directory.resolve(id), site);
            return OpenUpload.of(upload.orElseThrow(UploadStore::missing));
        } catch (IOException failed) {
            throw failed(failed);
        }
    }

    static WharfException missing() {
        return new WharfException(
                ErrorCode.NOT_FOUND, "There is no such upload; it may have expired. Begin again.");
    }

    static WharfException failed(IOException cause) {
        return new WharfException(
                ErrorCode.STORAGE_FAILED, "cannot read or write an upload", cause);
    }

    @Override
    public void close() {
        List.copyOf(open.values()).forEach(OpenUpload::close);
        open.clear();
    }
}
