package dev.wharf.store.key;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.store.key.VaultFile.Slot;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Wraps the master key for each custody, and unwraps it.
final class VaultSlots {
    private static final String KEY_FILE = "key-file";
    private static final String PASSPHRASE = "passphrase";
    private static final String RECOVERY = "recovery";

    private VaultSlots() {}

    static Secret unlock(VaultFile file, Custody custody, Path directory) {
        return switch (custody) {
            case Custody.KeyFile() -> {
                Slot.KeyFileSlot slot = slot(file, Slot.KeyFileSlot.class, custody);
                try (Secret key = new MasterKeyFile(directory).read(slot.key())) {
                    yield open(key, slot, context(file, KEY_FILE))
                            .orElseThrow(
                                    () ->
                                            new WharfException(
                                                    ErrorCode.STORAGE_CORRUPT,
                                                    "the key file does not open the key vault in "
                                                            + directory));
                }
            }
            case Custody.Passphrase(Secret text) -> {
                Slot.PassphraseSlot slot = slot(file, Slot.PassphraseSlot.class, custody);
                try (Secret key = slot.argon2id().stretch(text)) {
                    yield open(key, slot, context(file, PASSPHRASE))
                            .orElseThrow(
                                    () ->
                                            new WharfException(
                                                    ErrorCode.NOT_ALLOWED,
                                                    "the passphrase is not the one of this"
                                                            + " archive"));
                }
            }
            case Custody.Recovery(RecoveryKey key) -> {
                Slot.RecoverySlot slot = slot(file, Slot.RecoverySlot.class, custody);
                yield key.pair()
                        .open(slot.wrapped(), context(file, RECOVERY))
                        .orElseThrow(VaultSlots::wrongRecoveryKey);
            }
        };
    }

    static Slot wrap(
            Custody custody,
            Secret master,
            String id,
            int number,
            MasterKeyFile keyFile,
            SecureRandom random)
            throws IOException {
        return switch (custody) {
            case Custody.KeyFile() -> {
                byte[] name = new byte[8];
                random.nextBytes(name);
                String key = HexFormat.of().formatHex(name);
                try (Secret fresh = FileKeyVault.newSecret(random)) {
                    keyFile.layBeside(key, fresh);
                    yield new Slot.KeyFileSlot(key, seal(fresh, master, id, KEY_FILE, number));
                }
            }
            case Custody.Passphrase(Secret text) -> {
                Argon2id argon2id = Argon2id.fresh(random);
                try (Secret key = argon2id.stretch(text)) {
                    yield new Slot.PassphraseSlot(
                            argon2id, seal(key, master, id, PASSPHRASE, number));
                }
            }
            case Custody.Recovery _ ->
                    throw new IllegalArgumentException("the recovery key is no custody to keep");
        };
    }

    static Slot wrapForRecovery(String publicKey, Secret master, String id, int number) {
        ArchivePublicKey key = new ArchivePublicKey(0, HexFormat.of().parseHex(publicKey));
        return new Slot.RecoverySlot(
                publicKey, key.seal(master, VaultFile.slotContext(id, RECOVERY, number)));
    }

    static WharfException wrongRecoveryKey() {
        return new WharfException(
                ErrorCode.NOT_ALLOWED,
                "this recovery key is well formed, but belongs to another archive, or was renewed"
                        + " since");
    }

    private static Optional<Secret> open(Secret key, Slot slot, String context) {
        return Sealed.open(key, slot.wrapped(), context)
                .map(
                        bytes -> {
                            Secret master = Secret.copyOf(bytes);
                            Arrays.fill(bytes, (byte) 0);
                            return master;
                        });
    }

    private static byte[] seal(Secret key, Secret master, String id, String slot, int number) {
        byte[] bytes = master.bytes();
        try {
            return Sealed.seal(key, bytes, VaultFile.slotContext(id, slot, number));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static String context(VaultFile file, String slot) {
        return VaultFile.slotContext(file.id(), slot, file.master());
    }

    private static <T extends Slot> T slot(VaultFile file, Class<T> type, Custody custody) {
        return file.slots().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(
                        () -> new WharfException(ErrorCode.NOT_ALLOWED, wrongCustody(custody)));
    }

    private static String wrongCustody(Custody custody) {
        return switch (custody) {
            case Custody.KeyFile() ->
                    "this archive is protected by a passphrase: give it in a file that the setting"
                            + " passphrase-file names, as the systemd credential"
                            + " wharf-passphrase, or in WHARF_PASSPHRASE";
            case Custody.Passphrase _ ->
                    "this archive is protected by its key file, not by the passphrase that is given:"
                            + " run 'wharf keys custody' once to change that";
            case Custody.Recovery _ -> "this key vault has no recovery record";
        };
    }
}
