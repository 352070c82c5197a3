package dev.wharf.archive.ledger;

import dev.wharf.core.key.Key;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.ledger.CanonicalEntry;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.ledger.TreeHash;
import dev.wharf.store.key.RecordCipher;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Seals entries for the disk, and opens them. Safe for many threads.
final class EntryCipher {
    private final KeyVault vault;
    private final SecureRandom random;
    private final Map<Integer, RecordCipher> ciphers = new ConcurrentHashMap<>();

    EntryCipher(KeyVault vault, SecureRandom random) {
        this.vault = vault;
        this.random = random;
    }

    EntryFrame seal(long sequence, byte[] canonical) {
        byte[] salt = new byte[EntryFrame.SALT];
        random.nextBytes(salt);
        TreeHash leaf = EntryFrame.leaf(salt, canonical);
        Key key = vault.current(KeyPurpose.LEDGER_TEXT);
        byte[] plain =
                ByteBuffer.allocate(salt.length + canonical.length)
                        .put(salt)
                        .put(canonical)
                        .array();
        byte[] sealed =
                cipher(key.version())
                        .seal(plain, EntryFrame.context(key.version(), leaf, sequence));
        return new EntryFrame(key.version(), leaf, sealed);
    }

    /// @throws IllegalArgumentException saying what is wrong with it
    LedgerEntry open(long sequence, EntryFrame frame) {
        byte[] plain =
                cipher(frame.keyVersion())
                        .open(
                                frame.sealed(),
                                EntryFrame.context(frame.keyVersion(), frame.leaf(), sequence))
                        .orElseThrow(() -> new IllegalArgumentException("its content was changed"));
        byte[] salt = Arrays.copyOf(plain, EntryFrame.SALT);
        byte[] canonical = Arrays.copyOfRange(plain, EntryFrame.SALT, plain.length);
        if (!EntryFrame.leaf(salt, canonical).equals(frame.leaf())) {
            throw new IllegalArgumentException("its leaf does not commit to its content");
        }
        LedgerEntry entry = CanonicalEntry.parse(canonical, frame.leaf());
        if (entry.sequence() != sequence) {
            throw new IllegalArgumentException("it stands in another entry's place");
        }
        return entry;
    }

    private RecordCipher cipher(int version) {
        return ciphers.computeIfAbsent(
                version,
                number -> new RecordCipher(vault.key(KeyPurpose.LEDGER_TEXT, number).secret()));
    }
}
