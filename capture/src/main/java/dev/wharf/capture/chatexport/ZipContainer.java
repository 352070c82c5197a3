package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.CaptureBody;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A whole zip, read through its directory.
final class ZipContainer implements Container {
    private final ZipFile zip;
    private final ZipEntries entries;
    private final List<ChatText> texts;

    private ZipContainer(String name, ZipFile zip) {
        this.zip = zip;
        entries = new ZipEntries();
        List<ZipEntries.Entry> found = new ArrayList<>();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
            if (!entry.isDirectory()) {
                found.add(
                        new ZipEntries.Entry(
                                ZipEntries.name(entry),
                                entry.getSize(),
                                problem(entry),
                                entry.getTimeLocal(),
                                () -> zip.getInputStream(entry)));
            }
        }
        entries.add(found);
        texts = ChatTexts.choose(name, found, entries);
    }

    static ZipContainer open(String name, CaptureBody body) throws IOException {
        SeekableByteChannel channel = body.channel();
        try {
            ZipFile zip =
                    ZipFile.builder()
                            .setSeekableByteChannel(channel)
                            .setUseUnicodeExtraFields(true)
                            .get();
            return new ZipContainer(name, zip);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private @org.jspecify.annotations.Nullable String problem(ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return "it is encrypted in the zip";
        }
        if (!zip.canReadEntryData(entry)) {
            return "it is compressed in a way that cannot be read";
        }
        return ZipEntries.isBomb(entry.getSize(), entry.getCompressedSize())
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
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
