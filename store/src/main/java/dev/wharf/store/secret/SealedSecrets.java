package dev.wharf.store.secret;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Key;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.key.Secret;
import dev.wharf.store.file.DurableFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Named secrets of connectors (passwords, client secrets, private keys in PEM), each in a file of
/// its own under a key of the vault. Names are sealed too, and files are called by chance, so that
/// a copy of the folder tells no more than how many there are and about how long.
///
/// Every change replaces, adds or deletes one file in one step, durable when the method returns; a
/// crash leaves the secret before or after the change. Files are 0600. Not in backups: whoever
/// restores a home enters them anew. Safe for many threads, and for one process, which owns the
/// home.
public final class SealedSecrets {
    /// Longest secret in bytes: a certificate chain with its key fits.
    public static final int MOST_BYTES = 65_536;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*(/[a-z0-9._-]+){0,3}");
    private static final Pattern FILE = Pattern.compile("[0-9a-f]{16}\\.secret");
    private static final int LONGEST_NAME = 100;

    private final Path folder;
    private final KeyVault vault;
    private final RandomGenerator random;

    /// @param folder `keys/connector-secrets` of the home; made when the first secret is put
    /// @param random calls the files; nothing secret comes from it
    public SealedSecrets(Path folder, KeyVault vault, RandomGenerator random) {
        this.folder = folder;
        this.vault = vault;
        this.random = random;
    }

    /// Keeps a secret, in the place of the one of that name if there is one. The caller closes
    /// their own copy.
    ///
    /// @param name like `head-office/client-secret`: lower case, at most four parts
    /// @throws WharfException CONFIG_INVALID for another form of name or a secret that is empty or
    ///   too long
    public synchronized void put(String name, Secret secret) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            throw refused("a secret's name is like head-office/client-secret, in lower case");
        }
        if (secret.size() == 0 || secret.size() > MOST_BYTES) {
            throw refused("secret %s must have 1 to %d bytes".formatted(name, MOST_BYTES));
        }
        try {
            DurableFiles.createDirectories(folder);
            write(look().find(name).orElseGet(this::fresh), name, secret);
        } catch (IOException failed) {
            throw failed("keep secret " + name, failed);
        }
    }

    /// The caller closes it.
    ///
    /// @throws WharfException KEY_MISSING when the vault lacks the key that it was sealed with,
    ///   DIGEST_MISMATCH when its file was changed
    public synchronized Optional<Secret> get(String name) {
        return look().find(name).map(file -> read(file).secret());
    }

    /// Whether there was one.
    public synchronized boolean remove(String name) {
        Optional<Path> file = look().find(name);
        if (file.isEmpty()) {
            return false;
        }
        try {
            Files.delete(file.get());
            DurableFiles.syncDirectory(folder);
            return true;
        } catch (IOException failed) {
            throw failed("remove secret " + name, failed);
        }
    }

    /// In alphabetical order.
    ///
    /// @throws WharfException DIGEST_MISMATCH when a file was changed: its name cannot be told
    public synchronized List<String> names() {
        return List.copyOf(look().whole().keySet());
    }

    /// Seals everything under the current key that is sealed under an older one. A crash between
    /// two files leaves some under each, and all can be read as long as the vault keeps both; then
    /// it is simply run again.
    ///
    /// @return how many were sealed anew
    /// @throws WharfException DIGEST_MISMATCH when a file was changed; all others are done
    public synchronized int rewrap() {
        int current = vault.current(KeyPurpose.SECRET).version();
        Folder found = look();
        int count = 0;
        for (Path file : found.byName.values()) {
            if (SealedSecret.keyVersion(bytes(file), file) != current) {
                rewrap(file);
                count++;
            }
        }
        found.whole();
        return count;
    }

    private void rewrap(Path file) {
        try (SealedSecret found = read(file)) {
            write(file, found.name(), found.secret());
        } catch (IOException failed) {
            throw failed("seal " + file + " under the new key", failed);
        }
    }

    private void write(Path file, String name, Secret secret) throws IOException {
        Key key = vault.current(KeyPurpose.SECRET);
        DurableFiles.write(file, SealedSecret.seal(name, secret, key, fileName(file)));
    }

    private SealedSecret read(Path file) {
        byte[] bytes = bytes(file);
        Key key = vault.key(KeyPurpose.SECRET, SealedSecret.keyVersion(bytes, file));
        return SealedSecret.open(bytes, key, file, fileName(file));
    }

    private byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw failed("read " + file, failed);
        }
    }

    /// Opens every file, of which there are few.
    private Folder look() {
        SortedMap<String, Path> found = new TreeMap<>();
        WharfException unread = null;
        for (Path file : files()) {
            try (SealedSecret secret = read(file)) {
                found.put(secret.name(), file);
            } catch (WharfException damaged) {
                unread = damaged;
            }
        }
        return new Folder(found, unread);
    }

    /// @param byName files by the name of the secret in them
    /// @param unread why a file could not be opened; null when all were. It stands in nobody's way
    ///   but of the name that is not found: that may be the one in it
    private record Folder(SortedMap<String, Path> byName, @Nullable WharfException unread) {
        Optional<Path> find(String name) {
            Path file = byName.get(name);
            return file == null ? Optional.ofNullable(whole().get(name)) : Optional.of(file);
        }

        SortedMap<String, Path> whole() {
            if (unread != null) {
                throw unread;
            }
            return byName;
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(SealedSecrets::isSecret).sorted().toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException failed) {
            throw failed("list the secrets in " + folder, failed);
        }
    }

    /// What an interrupted write left has another ending.
    private static boolean isSecret(Path file) {
        return FILE.matcher(fileName(file)).matches();
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private Path fresh() {
        Path file;
        do {
            file = folder.resolve(HexFormat.of().toHexDigits(random.nextLong()) + ".secret");
        } while (Files.exists(file));
        return file;
    }

    private static WharfException refused(String what) {
        return new WharfException(ErrorCode.CONFIG_INVALID, what);
    }

    private static WharfException failed(String what, IOException cause) {
        return new WharfException(ErrorCode.STORAGE_FAILED, "cannot " + what, cause);
    }
}
