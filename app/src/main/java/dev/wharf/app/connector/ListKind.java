package dev.wharf.app.connector;

import dev.wharf.connector.directory.AddressList;
import dev.wharf.core.directory.DirectorySource;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// `list`: a CSV file of the valid mailboxes, read anew each time.
final class ListKind implements Kind<DirectorySource> {

    @Override
    public Set<String> keys() {
        Set<String> keys = new HashSet<>(DirectoryKind.KEYS);
        keys.add("file");
        return keys;
    }

    @Override
    public Opening<DirectorySource> read(KindSettings settings) {
        Path file = Path.of(settings.demand("file"));
        return _ -> {
            try {
                return AddressList.parse(file.toString(), Files.readAllBytes(file));
            } catch (IOException e) {
                throw new WharfException(
                        ErrorCode.CONFIG_INVALID,
                        "The list of mailboxes %s cannot be read; give its whole path and the right to read it."
                                .formatted(file),
                        e);
            }
        };
    }
}
