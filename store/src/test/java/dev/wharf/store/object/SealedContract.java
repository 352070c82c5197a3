package dev.wharf.store.object;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.testkit.MemoryKeyVault;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/// What sealing adds, over any store: nothing readable, nothing exchangeable, keys that rotate.
public interface SealedContract extends ObjectStoreContract {
    MemoryKeyVault VAULT = new MemoryKeyVault();

    /// An empty store that seals nothing.
    ObjectStore beneath();

    @Override
    default ObjectStore store() {
        return new SealedObjects(beneath(), VAULT);
    }

    @Test
    default void nothingReadableLiesBeneath() throws IOException {
        try (ObjectStore beneath = beneath()) {
            String said = "The merger is off, tell Katharina Öztürk on +49 151 23456789. ";
            ObjectStore sealed = new SealedObjects(beneath, VAULT);
            for (int times : new int[] {1, 500, 60_000, 160_000}) {
                ObjectStoreContract.put(
                        sealed, "run/%07d".formatted(times), said.repeat(times).getBytes(UTF_8));
            }

            for (String name : ObjectStoreContract.names(beneath, "")) {
                String raw = new String(ObjectStoreContract.read(beneath, name), ISO_8859_1);
                for (String word : List.of("merger", "Katharina", "zt\u00c3\u00bcrk", "23456789")) {
                    assertThat(raw.contains(word)).as("%s in %s", word, name).isFalse();
                }
            }
        }
    }

    @Test
    default void anObjectCannotPassForAnother() throws IOException {
        try (ObjectStore beneath = beneath()) {
            ObjectStore sealed = new SealedObjects(beneath, VAULT);
            ObjectStoreContract.put(sealed, "run/one", ObjectStoreContract.bytes(100));
            byte[] raw = ObjectStoreContract.read(beneath, "run/one");

            ObjectStoreContract.put(beneath, "run/two", raw);

            ObjectStoreContract.fails(
                    ErrorCode.STORAGE_CORRUPT, () -> ObjectStoreContract.read(sealed, "run/two"));
        }
    }

    @Test
    default void whatWasChangedOrCutDoesNotOpen() throws IOException {
        try (ObjectStore beneath = beneath()) {
            ObjectStore sealed = new SealedObjects(beneath, VAULT);
            ObjectStoreContract.put(sealed, "run/one", ObjectStoreContract.bytes(40_000));
            byte[] raw = ObjectStoreContract.read(beneath, "run/one");
            for (int at : new int[] {0, 8, 15, 16, 40, 100, 20_000, raw.length - 1}) {
                byte[] changed = raw.clone();
                changed[at] ^= 1;
                String name = "run/changed-" + at;
                ObjectStoreContract.put(beneath, name, changed);

                assertThat(opens(sealed, name)).as("byte %d changed", at).isFalse();
            }
            for (int length : new int[] {0, 10, 16, 60, 16_384, raw.length - 1}) {
                String name = "run/cut-" + length;
                ObjectStoreContract.put(beneath, name, java.util.Arrays.copyOf(raw, length));

                assertThat(opens(sealed, name)).as("cut to %d", length).isFalse();
            }
        }
    }

    private static boolean opens(ObjectStore sealed, String name) throws IOException {
        try {
            ObjectStoreContract.read(sealed, name);
            return true;
        } catch (dev.wharf.core.error.WharfException refused) {
            assertThat(refused.code())
                    .as("%s", refused)
                    .isIn(ErrorCode.STORAGE_CORRUPT, ErrorCode.KEY_MISSING);
            return false;
        }
    }

    @Test
    default void keysRotate() throws IOException {
        try (ObjectStore beneath = beneath()) {
            ObjectStore sealed = new SealedObjects(beneath, VAULT);
            ObjectStoreContract.put(sealed, "run/old", ObjectStoreContract.bytes(10));
            int version = VAULT.rotate(KeyPurpose.SCRATCH).version();
            ObjectStoreContract.put(sealed, "run/new", ObjectStoreContract.bytes(20));

            assertThat(ObjectStoreContract.read(sealed, "run/old"))
                    .isEqualTo(ObjectStoreContract.bytes(10));
            assertThat(ObjectStoreContract.read(sealed, "run/new"))
                    .isEqualTo(ObjectStoreContract.bytes(20));
            assertThat(ObjectStoreContract.read(beneath, "run/new")[15]).isEqualTo((byte) version);
        }
    }
}
