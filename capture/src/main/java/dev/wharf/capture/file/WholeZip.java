package dev.wharf.capture.file;

import dev.wharf.core.capture.CaptureBody;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;

/// A whole zip, read through its directory.
final class WholeZip implements OpenZip {
    static final String ENCRYPTED = "it is encrypted in the zip";
    static final String UNSUPPORTED = "it is compressed in the zip in a way that cannot be read";

    private final ZipFile zip;
    private final List<PackedFile> files = new ArrayList<>();

    private WholeZip(String name, ZipFile zip, CaptureBody body) {
        this.zip = zip;
        List<ZipArchiveEntry> listed = Collections.list(zip.getEntriesInPhysicalOrder());
        ZipLimits.checkOverlap(name, listed);
        long unpacked = 0;
        for (ZipArchiveEntry entry : listed) {
            unpacked += entry.getSize();
            ZipLimits.checkTotal(name, unpacked, body.size());
            if (!entry.isDirectory()) {
                files.add(file(entry, body));
            }
        }
    }

    /// @throws IOException when the zip has no directory that can be read
    /// @throws dev.wharf.core.error.WharfException `INPUT_HOSTILE` when it was built to harm
    static WholeZip open(String name, CaptureBody body) throws IOException {
        BodyChannel channel = BodyChannel.open(body);
        try {
            ZipLimits.checkDirectory(name, channel);
            channel.position(0);
            ZipFile zip =
                    ZipFile.builder()
                            .setSeekableByteChannel(channel)
                            .setUseUnicodeExtraFields(true)
                            .get();
            return new WholeZip(name, zip, body);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private PackedFile file(ZipArchiveEntry entry, CaptureBody body) {
        String problem = problem(entry);
        boolean asItIs =
                problem == null
                        && entry.getMethod() == ZipEntry.STORED
                        && entry.getSize() == entry.getCompressedSize();
        return new PackedFile(
                OpenZip.name(entry),
                entry.getSize(),
                entry.getCrc(),
                problem,
                entry.getTimeLocal(),
                () -> zip.getInputStream(entry),
                asItIs ? new Slice(body, entry.getDataOffset(), entry.getSize()) : null);
    }

    private @Nullable String problem(ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return ENCRYPTED;
        }
        if (!zip.canReadEntryData(entry)) {
            return UNSUPPORTED;
        }
        return ZipLimits.isBomb(entry.getSize(), entry.getCompressedSize())
                ? "it would unpack to far more than any real file"
                : null;
    }

    @Override
    public List<PackedFile> files() {
        return Collections.unmodifiableList(files);
    }

    @Override
    public @Nullable String damage() {
        return null;
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
