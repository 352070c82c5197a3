package dev.wharf.app.connector;

import dev.wharf.connector.definition.SecretReference;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.store.secret.SealedSecrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;

/// Secrets by their references: out of the home's sealed ones, or out of files of the machine
/// (systemd credentials, mounted secrets), whose last line end does not count.
final class SecretSource implements Function<SecretReference, Secret> {
    private static final int LARGEST = 65_536;

    private final SealedSecrets sealed;

    SecretSource(SealedSecrets sealed) {
        this.sealed = sealed;
    }

    /// @throws WharfException KEY_MISSING or CONFIG_INVALID, saying how to put it right
    @Override
    public Secret apply(SecretReference reference) {
        return switch (reference.kind()) {
            case SECRET ->
                    sealed.get(reference.name())
                            .orElseThrow(
                                    () ->
                                            new WharfException(
                                                    ErrorCode.CONFIG_INVALID,
                                                    "There is no secret '%s'; 'wharf connector secret put %s' takes it."
                                                            .formatted(
                                                                    reference.name(),
                                                                    reference.name())));
            case FILE -> read(Path.of(reference.name()));
        };
    }

    private static Secret read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("it is larger than %d bytes".formatted(LARGEST));
            }
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
                end--;
            }
            Secret secret = Secret.copyOf(Arrays.copyOf(bytes, end));
            Arrays.fill(bytes, (byte) 0);
            return secret;
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "The secret in %s cannot be read; give its whole path, and the right to read it to this user."
                            .formatted(file),
                    e);
        }
    }
}
