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
import java.util.stream.Stream;

/// Uploads under way, in `uploads/` of the site. Safe for many threads.
///
/// What is acknowledged survives a crash. No block lies on the disk in the clear: each upload has a
/// random key, which lies sealed under the site's own key and goes with the upload. So until it is
/// complete the site could read an upload again; then it is sealed to the archive, like all else.
public final class UploadStore implements AutoCloseable {
    private static final int MOST = 256;
    private static final long RESERVE = 1L << 30;

    private final Path directory;
    private final Journal journal;
    private final RecordCipher site;
    private final SecureRandom random;
    private final Clock clock;
    private final Map<String, OpenUpload> open = new ConcurrentHashMap<>();

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
        } catch (IOException failed) {
            throw failed(failed);
        }
    }

    /// @param owner name of the credential; others do not find it
    UploadOutcome.State begin(String owner, UploadPlan plan) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        try {
            requireRoom(plan.size());
            Path folder = directory.resolve(HexFormat.of().formatHex(id));
            Upload upload = Upload.begin(folder, owner, plan, site, random);
            return new UploadOutcome.State(upload.id(), 0, plan.size());
        } catch (IOException failed) {
            throw failed(failed);
        }
    }

    private void requireRoom(long size) throws IOException {
        if (folders().size() >= MOST) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "there are %d uploads; none is begun until some expire".formatted(MOST));
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
            return upload.complete(journal, clock.instant());
        } finally {
            if (upload.ended()) {
                open.remove(id, upload);
            }
        }
    }

    /// Removes what nobody has touched for so long, complete or not.
    ///
    /// @return number of uploads removed
    public int expire(Duration untouched) {
        Instant before = clock.instant().minus(untouched);
        int expired = 0;
        try {
            for (Path folder : folders()) {
                if (Upload.touched(folder).isBefore(before)) {
                    OpenUpload held = open.remove(String.valueOf(folder.getFileName()));
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
