package dev.wharf.app.home;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.config.Setting;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.store.key.Custody;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The passphrase of the vault, from the first place that has one: the file that the setting
/// `passphrase-file` names, the systemd credential `wharf-passphrase`, the variable
/// `WHARF_PASSPHRASE`. Without any, the key file beside the vault is its custody.
final class GivenPassphrase {
    private static final String CREDENTIAL = "wharf-passphrase";
    private static final String VARIABLE = "WHARF_PASSPHRASE";
    private static final int LEAST_BYTES = 12;
    private static final int MOST_BYTES = 4_096;
    private static final Set<PosixFilePermission> FOREIGN =
            Set.of(
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private GivenPassphrase() {}

    static Custody custody(Configuration configuration, Map<String, String> environment) {
        return passphrase(configuration, environment)
                .<Custody>map(Custody.Passphrase::new)
                .orElseGet(Custody.KeyFile::new);
    }

    private static Optional<Secret> passphrase(
            Configuration configuration, Map<String, String> environment) {
        Optional<Path> file = configuration.path(Setting.PASSPHRASE_FILE);
        if (file.isPresent()) {
            return Optional.of(read(file.get()));
        }
        String credentials = environment.get("CREDENTIALS_DIRECTORY");
        if (credentials != null && Files.exists(Path.of(credentials, CREDENTIAL))) {
            return Optional.of(read(Path.of(credentials, CREDENTIAL)));
        }
        String text = environment.getOrDefault(VARIABLE, "");
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(secret(text.getBytes(StandardCharsets.UTF_8), VARIABLE));
    }

    private static Secret read(Path file) {
        try {
            refuseForeignEyes(file);
            if (Files.size(file) > MOST_BYTES) {
                throw invalid(file + " is too large to hold a passphrase");
            }
            return secret(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.KEY_MISSING,
                    "Could not read the passphrase from %s; check that it is there, and its rights."
                            .formatted(file),
                    e);
        }
    }

    /// Without the line end that editors and `echo` leave.
    private static Secret secret(byte[] bytes, String where) {
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        byte[] text = Arrays.copyOf(bytes, end);
        Arrays.fill(bytes, (byte) 0);
        try {
            if (end < LEAST_BYTES) {
                throw invalid(
                        "The passphrase in %s has fewer than %d bytes; take a longer one"
                                .formatted(where, LEAST_BYTES));
            }
            return Secret.copyOf(text);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static void refuseForeignEyes(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(FOREIGN::contains)) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "Others may read or change %s: run chmod 600 on it.".formatted(file));
        }
    }

    private static WharfException invalid(String what) {
        return new WharfException(ErrorCode.CONFIG_INVALID, what + ".");
    }
}
