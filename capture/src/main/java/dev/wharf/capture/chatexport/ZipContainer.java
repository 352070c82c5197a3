package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.CaptureBody;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A whole zip, read through its directory.
final class ZipContainer implements Container {
    static final String ENCRYPTED = "it is encrypted in the zip";
    static final String UNSUPPORTED = "it is compressed in the zip in a way that cannot be read";

    private final ZipFile zip;
    private final ZipEntries entries;
    private final List<ChatText> texts;

    private ZipContainer(String name, ZipFile zip, long size) {
        this.zip = zip;
        entries = new ZipEntries();
        List<ZipArchiveEntry> listed = Collections.list(zip.getEntriesInPhysicalOrder());
        ZipLimits.checkOverlap(name, listed);
        long unpacked = 0;
        List<ZipEntries.Entry> found = new ArrayList<>();
        for (ZipArchiveEntry entry : listed) {
            unpacked += entry.getSize();
            ZipLimits.checkTotal(name, unpacked, size);
            if (!entry.isDirectory()) {
                found.add(
                        new ZipEntries.Entry(
                                ZipEntries.name(entry),
                                entry.getSize(),
                                entry.getCrc(),
                                problem(entry),
                                entry.getTimeLocal(),
                                () -> zip.getInputStream(entry)));
            }
        }
        boolean packed = entries.takeSums(found);
        entries.add(found);
        texts = ChatTexts.choose(name, found, entries);
        if (packed) {
            entries.noteFolder(texts, found.size());
        }
    }

    /// @throws IOException when the zip has no directory that can be read
    /// @throws dev.wharf.core.error.WharfException `INPUT_HOSTILE` when it was built to harm
    static ZipContainer open(String name, CaptureBody body) throws IOException {
        BodyChannel channel = BodyChannel.open(body);
        try {
            ZipLimits.checkDirectory(name, channel);
            channel.position(0);
            ZipFile zip =
                    ZipFile.builder()
                            .setSeekableByteChannel(channel)
                            .setUseUnicodeExtraFields(true)
                            .get();
            return new ZipContainer(name, zip, body.size());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
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
    public List<ChatText> texts() {
        return texts;
    }

    @Override
    public ExportFiles files() {
        return entries;
    }

    @Override
    public List<String> warnings() {
        return entries.warnings();
    }

    @Override
    public List<String> damages() {
        return entries.damages();
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
