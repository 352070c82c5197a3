package dev.wharf.capture.file;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/// Files that belong together as one stream (a chat's text and its media, a delivery and its
/// manifest, the mails of a folder): a zip in which every file stands as it is, behind a list of
/// their SHA-256 digests ([#SUMS], for `sha256sum -c`).
///
/// The bytes depend on the files' names and contents alone, so that the same folder, copied to
/// wherever, is the same capture. Every file is read twice, once for its digest; nothing is laid
/// down on disk.
public final class FolderPack extends InputStream {
    /// The first entry; no file directly in a folder can be called so.
    public static final String SUMS = "wharf/SHA256SUMS";

    private static final int PIECE = 64 * 1024;

    /// The zip format's zero: times are left out, since a copy has others.
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /// One file.
    ///
    /// @param path to name it by when it cannot be read
    /// @param content the same at every opening
    public record Member(String name, String path, CheckedEntryStream.Opener content) {
        static Member of(Path file) {
            return new Member(
                    String.valueOf(file.getFileName()), file.toString(), () -> FileBody.open(file));
        }
    }

    /// A file as it was at first reading.
    private record Part(Member file, long size, long crc, String sha256) {
        String name() {
            return file.name();
        }
    }

    private final byte[] piece = new byte[PIECE];
    private final Window window = new Window();
    private final ZipArchiveOutputStream zip;
    private final Deque<Part> parts = new ArrayDeque<>();
    private @Nullable Part current;
    private @Nullable InputStream in;
    private boolean finished;

    /// @param files of one folder, in the order in which they go in
    public static FolderPack of(List<Path> files) throws IOException {
        return new FolderPack(files.stream().map(Member::of).toList());
    }

    /// @param files in the order in which they go in, each of another name
    public FolderPack(List<Member> files) throws IOException {
        List<Part> all = new ArrayList<>();
        for (Member file : files) {
            all.add(part(file));
        }
        parts.addAll(all);
        zip = new ZipArchiveOutputStream(window);
        zip.setEncoding("UTF-8");
        zip.setUseLanguageEncodingFlag(true);
        zip.setUseZip64(Zip64Mode.AsNeeded);
        sums(all);
    }

    private Part part(Member file) throws IOException {
        MessageDigest digest = sha256();
        CRC32 crc = new CRC32();
        long size = 0;
        try (InputStream from = file.content().open()) {
            for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
                digest.update(piece, 0, n);
                crc.update(piece, 0, n);
                size += n;
            }
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        return new Part(file, size, crc.getValue(), sha256);
    }

    private void sums(List<Part> all) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Part part : all) {
            lines.append(sumsLine(part.sha256(), part.name()));
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        begin(SUMS, bytes.length, crc.getValue());
        zip.write(bytes);
        zip.closeArchiveEntry();
    }

    /// As GNU's `sha256sum` writes it.
    static String sumsLine(String sha256, String name) {
        String escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return (escaped.equals(name) ? "" : "\\") + sha256 + "  " + escaped + "\n";
    }

    private void begin(String name, long size, long crc) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(NO_TIME);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(crc);
        zip.putArchiveEntry(entry);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (window.left() == 0 && !finished) {
            window.reset();
            step();
        }
        return length > 0 && window.left() == 0 ? -1 : window.take(target, offset, length);
    }

    /// Writes one piece more into the window.
    private void step() throws IOException {
        InputStream from = in;
        Part part = current;
        if (from == null || part == null) {
            next();
            return;
        }
        int n = from.read(piece);
        if (n >= 0) {
            zip.write(piece, 0, n);
            return;
        }
        from.close();
        in = null;
        try {
            zip.closeArchiveEntry();
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.INPUT_UNREADABLE,
                    "%s changed while it was read; import it again when nothing writes to it."
                            .formatted(part.file().path()),
                    e);
        }
    }

    private void next() throws IOException {
        Part part = parts.poll();
        if (part == null) {
            zip.finish();
            finished = true;
            return;
        }
        current = part;
        begin(part.name(), part.size(), part.crc());
        in = part.file().content().open();
    }

    @Override
    public void close() throws IOException {
        InputStream from = in;
        if (from != null) {
            from.close();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What was written and not yet read.
    private static final class Window extends ByteArrayOutputStream {
        private int taken;

        int left() {
            return count - taken;
        }

        int take(byte[] target, int offset, int length) {
            int n = Math.min(length, left());
            System.arraycopy(buf, taken, target, offset, n);
            taken += n;
            return n;
        }

        @Override
        public synchronized void reset() {
            super.reset();
            taken = 0;
        }
    }
}
