package dev.wharf.store.key;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.store.file.DurableFiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `master.key`: one line, `wharf-key-file/1 ID HEX`. A new one is laid beside the old as
/// `master.key.next` before the vault is switched to it, so a crash between leaves both.
final class MasterKeyFile {
    private static final Pattern LINE =
            Pattern.compile("wharf-key-file/1 ([0-9a-f]{16}) ([0-9a-f]{64})\\s*");
    private static final Set<PosixFilePermission> FOREIGN =
            Set.of(
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private final Path file;
    private final Path next;

    MasterKeyFile(Path directory) {
        this.file = directory.resolve("master.key");
        this.next = directory.resolve("master.key.next");
    }

    void layBeside(String id, Secret key) throws IOException {
        byte[] bytes = key.bytes();
        String line = "wharf-key-file/1 %s %s\n".formatted(id, HexFormat.of().formatHex(bytes));
        Arrays.fill(bytes, (byte) 0);
        DurableFiles.write(next, line.getBytes(StandardCharsets.UTF_8));
    }

    /// The new file becomes the file; what the old one held is overwritten with it.
    void switchOver() throws IOException {
        if (Files.exists(next)) {
            DurableFiles.move(next, file);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(next);
        Files.deleteIfExists(file);
    }

    Secret read(String id) {
        return read(file, id)
                .or(() -> read(next, id))
                .orElseThrow(
                        () ->
                                new WharfException(
                                        ErrorCode.KEY_MISSING,
                                        file
                                                + " is missing or belongs to another vault: put the"
                                                + " right one back, or restore with the recovery"
                                                + " key"));
    }

    private static Optional<Secret> read(Path file, String id) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            refuseForeignEyes(file);
            Matcher line = LINE.matcher(Files.readString(file));
            return line.matches() && line.group(1).equals(id)
                    ? Optional.of(Secret.copyOf(HexFormat.of().parseHex(line.group(2))))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot read the key file " + file, unreadable);
        }
    }

    private static void refuseForeignEyes(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(FOREIGN::contains)) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "others may read or change " + file + ": run chmod 600 on it");
        }
    }
}
