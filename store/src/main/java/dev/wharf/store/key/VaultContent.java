package dev.wharf.store.key;

import dev.wharf.core.key.Key;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.Secret;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// What the vault seals: the keys, and which recovery key is the right one. The latter stands here
/// too because whoever could change it outside would be given the next master key.
///
/// Binary, so that no key ever becomes a string: a number of keys; for each its purpose, version,
/// time of creation and 32 bytes; then the recovery's public key and how far it has come.
///
/// @param recoveryPublicKey hex
record VaultContent(List<Key> keys, String recoveryPublicKey, RecoveryState recovery) {
    private static final int MOST_KEYS = 10_000;

    VaultContent {
        keys =
                keys.stream()
                        .sorted(Comparator.comparing(Key::purpose).thenComparingInt(Key::version))
                        .toList();
    }

    VaultContent with(Key key) {
        List<Key> more = new ArrayList<>(keys);
        more.add(key);
        return new VaultContent(more, recoveryPublicKey, recovery);
    }

    VaultContent without(KeyPurpose purpose, int version) {
        return new VaultContent(
                keys.stream()
                        .filter(key -> key.purpose() != purpose || key.version() != version)
                        .toList(),
                recoveryPublicKey,
                recovery);
    }

    VaultContent withRecovery(String publicKey, RecoveryState state) {
        return new VaultContent(keys, publicKey, state);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(keys.size());
            for (Key key : keys) {
                out.writeUTF(key.purpose().text());
                out.writeInt(key.version());
                out.writeLong(key.created().toEpochMilli());
                byte[] material = key.secret().bytes();
                out.writeShort(material.length);
                out.write(material);
                Arrays.fill(material, (byte) 0);
            }
            out.writeUTF(recoveryPublicKey);
            out.writeByte(recovery.number());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    static VaultContent decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int count = in.readInt();
            if (count < 0 || count > MOST_KEYS) {
                throw new IllegalArgumentException("not a vault's content");
            }
            List<Key> keys = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                KeyPurpose purpose = purpose(in.readUTF());
                int version = in.readInt();
                Instant created = Instant.ofEpochMilli(in.readLong());
                byte[] material = in.readNBytes(in.readUnsignedShort());
                keys.add(new Key(purpose, version, created, Secret.copyOf(material)));
                Arrays.fill(material, (byte) 0);
            }
            return new VaultContent(keys, in.readUTF(), RecoveryState.of(in.readByte()));
        } catch (IOException short_) {
            throw new IllegalArgumentException("not a vault's content", short_);
        }
    }

    private static KeyPurpose purpose(String text) {
        return Arrays.stream(KeyPurpose.values())
                .filter(purpose -> purpose.text().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "a newer Wharf made this vault: unknown key purpose "
                                                + text));
    }
}
