package dev.wharf.app.export;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Writes a mailbox out, oldest event first, streaming: memory does not grow with it.
///
/// Beside the mails stands `SHA256SUMS`, which `sha256sum -c` checks. The same mailbox gives the
/// same files, byte for byte. For one thread.
public final class MailboxExport {

    private static final int BUFFER = 1 << 16;
    private static final DateTimeFormatter MONTH = formatter("yyyy-MM");
    private static final DateTimeFormatter STAMP = formatter("yyyyMMdd'T'HHmmss'Z'");

    private final ArchiveReader archive;
    private final Progress progress;
    private final BooleanSupplier stopped;

    /// @param items written
    /// @param erased left out, because their keys are destroyed
    /// @param sums the file of digests
    /// @param sumsDigest SHA-256 of it
    /// @param complete false when it was stopped before the end
    public record Result(
            long items, long erased, long bytes, Path sums, String sumsDigest, boolean complete) {}

    /// @param from events of this instant and later; null for all
    /// @param before events earlier than this; null for all
    public record Part(EmailAddress mailbox, @Nullable Instant from, @Nullable Instant before) {}

    public MailboxExport(ArchiveReader archive, Progress progress, BooleanSupplier stopped) {
        this.archive = archive;
        this.progress = progress;
        this.stopped = stopped;
    }

    /// Writes `YYYY-MM/YYYYMMDDTHHMMSSZ-ITEM.eml` files into a directory.
    public Result eml(Part part, Path directory) throws IOException {
        Files.createDirectories(directory);
        MessageDigest digest = sha256();
        return export(
                part,
                directory.resolve("SHA256SUMS"),
                (item, sums) -> {
                    ItemRow row = item.row();
                    String name =
                            "%s/%s-%s.eml"
                                    .formatted(
                                            MONTH.format(row.time()),
                                            STAMP.format(row.time()),
                                            row.id());
                    Path file = directory.resolve(name);
                    Path month = file.getParent();
                    if (month != null) {
                        Files.createDirectories(month);
                    }
                    digest.reset();
                    try (CountingOutput out = new CountingOutput(create(file), digest)) {
                        writeMail(item, out);
                        sums.write(line(digest, name));
                        return out.count();
                    }
                });
    }

    /// Writes one file in the mboxrd format.
    public Result mbox(Part part, Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        MessageDigest digest = sha256();
        Path sums = file.resolveSibling(file.getFileName() + ".sha256");
        Result result;
        try (CountingOutput counted = new CountingOutput(create(file), digest)) {
            MboxOutput out = new MboxOutput(counted);
            result =
                    export(
                            part,
                            sums,
                            (item, _) -> {
                                long before = counted.count();
                                out.begin(item.row().time());
                                writeMail(item, out);
                                out.end();
                                return counted.count() - before;
                            });
        }
        Files.writeString(sums, line(digest, String.valueOf(file.getFileName())));
        return new Result(
                result.items(),
                result.erased(),
                result.bytes(),
                sums,
                digestOf(sums),
                result.complete());
    }

    @FunctionalInterface
    private interface Step {
        /// Gives the number of bytes written.
        long write(StoredItem item, BufferedWriter sums) throws IOException;
    }

    private Result export(Part part, Path sumsFile, Step step) throws IOException {
        long items = 0;
        long erased = 0;
        long bytes = 0;
        boolean complete = true;
        progress.begin("Exporting", -1, "items");
        try (Stream<ItemRow> rows = archive.mailbox(part.mailbox(), part.from(), part.before());
                BufferedWriter sums =
                        Files.newBufferedWriter(sumsFile, StandardOpenOption.CREATE_NEW)) {
            for (Iterator<ItemRow> each = rows.iterator(); complete && each.hasNext(); ) {
                Optional<StoredItem> item = open(each.next());
                if (item.isEmpty()) {
                    erased++;
                } else {
                    bytes += step.write(item.get(), sums);
                    items++;
                }
                progress.advance(1);
                complete = !stopped.getAsBoolean();
            }
        } finally {
            progress.end();
        }
        return new Result(items, erased, bytes, sumsFile, digestOf(sumsFile), complete);
    }

    /// Empty for an erased one, be it that somebody erases it while this goes on.
    private Optional<StoredItem> open(ItemRow row) {
        try {
            return row.erased() ? Optional.empty() : Optional.of(archive.open(row));
        } catch (WharfException e) {
            if (e.code() == ErrorCode.ERASED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void writeMail(StoredItem item, OutputStream out) throws IOException {
        item.mail().writeTo(out, archive.contents(item.row()));
    }

    private static OutputStream create(Path file) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), BUFFER);
    }

    private static String line(MessageDigest digest, String name) {
        return HexFormat.of().formatHex(digest.digest()) + "  " + name + "\n";
    }

    private static String digestOf(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, sink);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
