package dev.wharf.capture.file;

import dev.wharf.core.capture.CaptureBody;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;

/// A file in a zip. For one thread.
public final class PackedFile {
    private final String name;
    private final long size;
    private final long checksum;
    private final LocalDateTime written;
    private final CheckedEntryStream.Opener opener;
    private final @Nullable CaptureBody stored;
    private @Nullable String problem;
    private boolean checked;
    private boolean foundDamaged;

    /// @param size of the content in bytes, -1 when unknown
    /// @param checksum -1 when unknown
    /// @param problem why it cannot be read, null when it may be
    /// @param written by the clock of the zip
    /// @param stored the content as it lies in the zip; null when it is compressed or unsure
    PackedFile(
            String name,
            long size,
            long checksum,
            @Nullable String problem,
            LocalDateTime written,
            CheckedEntryStream.Opener opener,
            @Nullable CaptureBody stored) {
        this.name = name;
        this.size = size;
        this.checksum = checksum;
        this.problem = problem;
        this.checked = problem != null;
        this.written = written;
        this.opener = opener;
        this.stored = stored;
    }

    /// As the zip has it, with folders: untrusted.
    public String name() {
        return name;
    }

    /// Of the content in bytes, -1 when unknown.
    public long size() {
        return size;
    }

    /// By the clock of the zip; of 1980 when it does not tell.
    public LocalDateTime written() {
        return written;
    }

    /// The content for random access, where it lies in the zip as it is; not compared with its
    /// checksum.
    public @Nullable CaptureBody stored() {
        return stored;
    }

    /// What the zip says of it, before its content is read.
    public @Nullable String knownProblem() {
        return problem;
    }

    /// Whether it turned out to be damaged when it was read through.
    public boolean foundDamaged() {
        return foundDamaged;
    }

    /// Why it cannot be had whole, null when it can. The first call may read all of it.
    public @Nullable String problem() {
        if (!checked) {
            checked = true;
            try (InputStream in = open()) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                problem =
                        e instanceof DamagedEntryException
                                ? e.getMessage()
                                : CheckedEntryStream.BROKEN;
                foundDamaged = true;
            }
        }
        return problem;
    }

    /// @throws DamagedEntryException when it is not what the zip promised, here or while reading
    public InputStream open() throws IOException {
        if (checked && problem != null) {
            throw new DamagedEntryException(problem, true, null);
        }
        return new CheckedEntryStream(opener, size, checksum);
    }
}
