package dev.wharf.store.key;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Key;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.key.Secret;
import dev.wharf.store.file.DurableFiles;
import dev.wharf.store.key.VaultFile.Slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The key vault as one small file, `keys/vault.json`: a random master key seals all other keys,
/// and is itself wrapped once for its custody (key file or passphrase) and once for the recovery
/// key.
///
/// Every change replaces the file in one step, durable when the method returns; a crash leaves the
/// vault before or after the change. Safe for many threads. One process at a time: whoever opens
/// the home sees to that.
public final class FileKeyVault implements KeyVault {
    private static final int KEY_BYTES = 32;

    private final Path directory;
    private final Clock clock;
    private final SecureRandom random;
    private Custody custody;
    private VaultFile file;
    private VaultContent content;
    private Secret master;

    private FileKeyVault(
            Path directory,
            Clock clock,
            SecureRandom random,
            Custody custody,
            VaultFile file,
            VaultContent content,
            Secret master) {
        this.directory = directory;
        this.clock = clock;
        this.random = random;
        this.custody = custody;
        this.file = file;
        this.content = content;
        this.master = master;
    }

    /// A new vault, and its recovery key, which nothing keeps: show it, say so with
    /// [#recoveryShown], then let it be confirmed.
    public record Created(FileKeyVault vault, RecoveryKey recovery) {}

    /// @param custody key file or passphrase
    /// @throws WharfException `NOT_ALLOWED` when the directory holds a vault already
    public static Created create(
            Path directory, Custody custody, Clock clock, SecureRandom random) {
        if (exists(directory)) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED, "there is a key vault already in " + directory);
        }
        List<Key> keys = new ArrayList<>();
        for (KeyPurpose purpose : KeyPurpose.values()) {
            keys.add(newKey(purpose, 1, clock, random));
        }
        RecoveryKey recovery = RecoveryKey.generate(random);
        byte[] id = new byte[8];
        random.nextBytes(id);
        VaultFile empty = new VaultFile(HexFormat.of().formatHex(id), 0, 0, List.of(), new byte[0]);
        VaultContent content =
                new VaultContent(keys, recovery.pair().publicKey().hex(), RecoveryState.DRAWN);
        FileKeyVault vault =
                new FileKeyVault(
                        directory, clock, random, custody, empty, content, newSecret(random));
        vault.rotateMaster(custody);
        return new Created(vault, recovery);
    }

    /// Whether a passphrase opens it, not a key file. Needs no key.
    public static boolean needsPassphrase(Path directory) {
        return VaultFile.read(directory.resolve(VaultFile.NAME)).slots().stream()
                .anyMatch(Slot.PassphraseSlot.class::isInstance);
    }

    public static boolean exists(Path directory) {
        return Files.exists(directory.resolve(VaultFile.NAME));
    }

    /// @throws WharfException `KEY_MISSING` when there is no vault or no key file, `NOT_ALLOWED`
    ///   when the passphrase or recovery key is the wrong one, `STORAGE_CORRUPT` when the vault is
    ///   damaged
    public static FileKeyVault open(
            Path directory, Custody custody, Clock clock, SecureRandom random) {
        VaultFile file = VaultFile.read(directory.resolve(VaultFile.NAME));
        Secret master = VaultSlots.unlock(file, custody, directory);
        FileKeyVault vault =
                new FileKeyVault(
                        directory, clock, random, custody, file, openContent(file, master), master);
        if (!(custody instanceof Custody.Recovery)) {
            vault.addWhatAnOlderWharfLacked();
        }
        return vault;
    }

    private synchronized void addWhatAnOlderWharfLacked() {
        for (KeyPurpose purpose : KeyPurpose.values()) {
            if (keys(purpose).isEmpty()) {
                write(content.with(newKey(purpose, 1, clock, random)));
            }
        }
    }

    /// Puts the copy of a vault that a backup holds ([#recoveryCopy]) into an empty directory,
    /// under a new master key and a custody of its own.
    public static FileKeyVault restore(
            byte[] copy,
            RecoveryKey key,
            Path directory,
            Custody custody,
            Clock clock,
            SecureRandom random) {
        if (exists(directory)) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED, "there is a key vault already in " + directory);
        }
        VaultFile file = VaultFile.parse(copy, "of the backup");
        Secret master = VaultSlots.unlock(file, new Custody.Recovery(key), directory);
        FileKeyVault vault =
                new FileKeyVault(
                        directory, clock, random, custody, file, openContent(file, master), master);
        vault.rotateMaster(custody);
        return vault;
    }

    /// Checks that a recovery key opens a backup's copy of a vault, and reads its keys.
    public static FileKeyVault inspect(
            byte[] copy, RecoveryKey key, Path nowhere, Clock clock, SecureRandom random) {
        VaultFile file = VaultFile.parse(copy, "of the backup");
        Custody custody = new Custody.Recovery(key);
        Secret master = VaultSlots.unlock(file, custody, nowhere);
        return new FileKeyVault(
                nowhere, clock, random, custody, file, openContent(file, master), master);
    }

    private static VaultContent openContent(VaultFile file, Secret master) {
        try (Secret contentKey = contentKey(master)) {
            byte[] plain =
                    Sealed.open(contentKey, file.sealed(), file.contentContext())
                            .orElseThrow(() -> damaged("its keys were changed"));
            try {
                return VaultContent.decode(plain);
            } catch (IllegalArgumentException unreadable) {
                throw damaged(String.valueOf(unreadable.getMessage()));
            } finally {
                Arrays.fill(plain, (byte) 0);
            }
        }
    }

    private static WharfException damaged(String why) {
        return new WharfException(ErrorCode.STORAGE_CORRUPT, "the key vault is damaged: " + why);
    }

    @Override
    public synchronized Key current(KeyPurpose purpose) {
        return keys(purpose).getLast();
    }

    @Override
    public synchronized Key key(KeyPurpose purpose, int version) {
        return keys(purpose).stream()
                .filter(key -> key.version() == version)
                .findFirst()
                .orElseThrow(
                        () ->
                                new WharfException(
                                        ErrorCode.KEY_MISSING,
                                        "the key vault holds no key %s/%d"
                                                .formatted(purpose.text(), version)));
    }

    @Override
    public synchronized List<Key> keys(KeyPurpose purpose) {
        return content.keys().stream().filter(key -> key.purpose() == purpose).toList();
    }

    /// Names the archive for ever; public.
    public synchronized String id() {
        return file.id();
    }

    /// The public half of the current capture key, for the site.
    public ArchivePublicKey publicKey() {
        return ArchivePrivateKey.of(current(KeyPurpose.CAPTURE)).publicKey();
    }

    /// A new version of a key, for new data; older versions stay until [#forget].
    public synchronized Key rotate(KeyPurpose purpose) {
        if (!purpose.rotates()) {
            throw new IllegalArgumentException(purpose.text() + " keys are never rotated");
        }
        Key key = newKey(purpose, current(purpose).version() + 1, clock, random);
        write(content.with(key));
        return key;
    }

    /// Destroys an old version that nothing is sealed with any more.
    public synchronized void forget(KeyPurpose purpose, int version) {
        if (current(purpose).version() == version) {
            throw new IllegalArgumentException("the current key cannot be forgotten");
        }
        write(content.without(purpose, version));
    }

    /// A new master key, in the custody that has it now.
    public synchronized void rotateMaster() {
        rotateMaster(custody);
    }

    /// A new master key in another custody; the old custody opens nothing any more. The recovery
    /// key stays the same: the new master key is sealed to its public half.
    public synchronized void rotateMaster(Custody custody) {
        try {
            DurableFiles.createDirectories(directory);
            MasterKeyFile keyFile = new MasterKeyFile(directory);
            Secret fresh = newSecret(random);
            int number = file.master() + 1;
            Slot slot = VaultSlots.wrap(custody, fresh, file.id(), number, keyFile, random);
            write(content, number, fresh, slot);
            master.close();
            master = fresh;
            this.custody = custody;
            switch (custody) {
                case Custody.KeyFile() -> keyFile.switchOver();
                case Custody.Passphrase _, Custody.Recovery _ -> keyFile.delete();
            }
        } catch (IOException failed) {
            throw failed(failed);
        }
    }

    /// Whether somebody showed that the recovery key was noted. Backups ask for it.
    public synchronized boolean recoveryConfirmed() {
        return content.recovery() == RecoveryState.CONFIRMED;
    }

    /// How far the recovery key has come.
    public synchronized RecoveryState recovery() {
        return content.recovery();
    }

    /// The recovery key has been given to somebody. Until then, a new one must be drawn.
    public synchronized void recoveryShown() {
        if (content.recovery() == RecoveryState.DRAWN) {
            write(content.withRecovery(content.recoveryPublicKey(), RecoveryState.SHOWN));
        }
    }

    /// Takes the recovery key as a person typed it.
    ///
    /// @throws WharfException `NOT_ALLOWED` when it is mistyped or another archive's
    public synchronized void confirmRecovery(String typed) {
        RecoveryKey key = RecoveryKey.parse(typed);
        if (!key.pair().publicKey().hex().equals(content.recoveryPublicKey())) {
            throw VaultSlots.wrongRecoveryKey();
        }
        write(content.withRecovery(content.recoveryPublicKey(), RecoveryState.CONFIRMED));
    }

    /// A new recovery key, to be shown once and confirmed; the old one opens this vault no more,
    /// but still opens older backups.
    public synchronized RecoveryKey renewRecovery() {
        RecoveryKey key = RecoveryKey.generate(random);
        content = content.withRecovery(key.pair().publicKey().hex(), RecoveryState.DRAWN);
        rotateMaster();
        return key;
    }

    /// The vault as a backup keeps it: only the recovery key opens it.
    public synchronized byte[] recoveryCopy() {
        List<Slot> recovery =
                file.slots().stream().filter(Slot.RecoverySlot.class::isInstance).toList();
        return new VaultFile(file.id(), file.generation(), file.master(), recovery, file.sealed())
                .bytes();
    }

    @Override
    public synchronized void close() {
        master.close();
        content.keys().forEach(key -> key.secret().close());
    }

    private void write(VaultContent changed) {
        try {
            Slot slot =
                    file.slots().stream()
                            .filter(kept -> !(kept instanceof Slot.RecoverySlot))
                            .findFirst()
                            .orElseThrow(() -> damaged("no custody holds its master key"));
            write(changed, file.master(), master, slot);
        } catch (IOException failed) {
            throw failed(failed);
        }
    }

    private void write(VaultContent changed, int number, Secret key, Slot slot) throws IOException {
        Slot recovery =
                VaultSlots.wrapForRecovery(changed.recoveryPublicKey(), key, file.id(), number);
        long generation = file.generation() + 1;
        byte[] plain = changed.encode();
        try (Secret contentKey = contentKey(key)) {
            byte[] sealed =
                    Sealed.seal(
                            contentKey,
                            plain,
                            VaultFile.contentContext(file.id(), generation, number));
            VaultFile written =
                    new VaultFile(file.id(), generation, number, List.of(slot, recovery), sealed);
            DurableFiles.write(directory.resolve(VaultFile.NAME), written.bytes());
            file = written;
            content = changed;
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private WharfException failed(IOException cause) {
        return new WharfException(
                ErrorCode.STORAGE_FAILED, "cannot write the key vault in " + directory, cause);
    }

    private static Secret contentKey(Secret master) {
        return Sealed.derive(master, "wharf-vault/1", "content");
    }

    private static Key newKey(KeyPurpose purpose, int version, Clock clock, SecureRandom random) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        return new Key(purpose, version, now, newSecret(random));
    }

    static Secret newSecret(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        Secret secret = Secret.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        return secret;
    }
}
