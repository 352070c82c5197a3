package dev.wharf.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Key;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.key.Secret;
import dev.wharf.store.key.Custody;
import dev.wharf.store.key.FileKeyVault;
import dev.wharf.testkit.MemoryKeyVault;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class SealedSecretsTest {
    private static final String CLIENT = "head-office/client-secret";
    private static final String BIND = "ldap/password";

    @TempDir Path home;
    private final MemoryKeyVault vault = new MemoryKeyVault();

    private SealedSecrets secrets() {
        return secrets(vault);
    }

    private SealedSecrets secrets(KeyVault keys) {
        return new SealedSecrets(folder(), keys, new Random(7));
    }

    private Path folder() {
        return home.resolve("keys/connector-secrets");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().toList();
        }
    }

    private static Secret secret(String text) {
        return Secret.copyOf(text.getBytes(UTF_8));
    }

    private static String text(SealedSecrets secrets, String name) {
        try (Secret found = secrets.get(name).orElseThrow()) {
            return new String(found.bytes(), UTF_8);
        }
    }

    private static void fails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    @Test
    void whatIsPutIsThereInTheNextProcess() {
        secrets().put(CLIENT, secret("s3cret"));

        assertThat(text(secrets(), CLIENT)).isEqualTo("s3cret");
    }

    @Test
    void anUnknownNameHasNone() {
        assertThat(secrets().get(CLIENT)).isEmpty();
        assertThat(secrets().names()).isEmpty();
    }

    @Test
    void aSecondPutReplaces() throws IOException {
        SealedSecrets secrets = secrets();
        secrets.put(CLIENT, secret("old"));

        secrets.put(CLIENT, secret("new"));

        assertThat(text(secrets, CLIENT)).isEqualTo("new");
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatIsRemovedIsGone() throws IOException {
        SealedSecrets secrets = secrets();
        secrets.put(CLIENT, secret("s3cret"));

        assertThat(secrets.remove(CLIENT)).isTrue();

        assertThat(secrets.get(CLIENT)).isEmpty();
        assertThat(secrets.remove(CLIENT)).isFalse();
        assertThat(files()).isEmpty();
    }

    @Test
    void namesAreListedInOrder() {
        SealedSecrets secrets = secrets();
        secrets.put(BIND, secret("a"));
        secrets.put(CLIENT, secret("b"));

        assertThat(secrets.names()).containsExactly(CLIENT, BIND);
    }

    @Test
    void nothingOfItCanBeReadOnTheDisk() throws IOException {
        secrets().put(CLIENT, secret("s3cret-of-the-tenant"));

        for (Path file : files()) {
            String raw = file.getFileName() + new String(Files.readAllBytes(file), ISO_8859_1);
            assertThat(raw).doesNotContain("s3cret", "client", "head-office");
        }
    }

    @Test
    void filesAreForTheOwnerOnly() throws IOException {
        secrets().put(CLIENT, secret("s3cret"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(files())
                .allSatisfy(
                        file ->
                                assertThat(
                                                PosixFilePermissions.toString(
                                                        Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
    }

    @Test
    void aChangedFileIsNamedAndGivesNothing() throws IOException {
        SealedSecrets secrets = secrets();
        secrets.put(CLIENT, secret("s3cret"));
        Path file = files().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        fails(ErrorCode.DIGEST_MISMATCH, () -> secrets.get(CLIENT));
        assertThatThrownBy(secrets::names).hasMessageContaining(file.getFileName().toString());
    }

    @Test
    void aDamagedFileStandsInNobodyElsesWay() throws IOException {
        SealedSecrets secrets = secrets();
        secrets.put(CLIENT, secret("a"));
        List<Path> first = files();
        secrets.put(BIND, secret("b"));
        Files.write(first.getFirst(), new byte[] {1, 2, 3});

        assertThat(text(secrets, BIND)).isEqualTo("b");
        fails(ErrorCode.DIGEST_MISMATCH, () -> secrets.get(CLIENT));
    }

    @Test
    void twoFilesCannotBeExchanged() throws IOException {
        SealedSecrets secrets = secrets();
        secrets.put(CLIENT, secret("a"));
        secrets.put(BIND, secret("b"));
        List<Path> files = files();

        Files.copy(files.get(0), files.get(1), StandardCopyOption.REPLACE_EXISTING);

        fails(ErrorCode.DIGEST_MISMATCH, secrets::names);
    }

    @Test
    void rewrappingTakesEverythingToTheNewKey() {
        secrets().put(CLIENT, secret("a"));
        secrets().put(BIND, secret("b"));
        vault.rotate(KeyPurpose.SECRET);

        assertThat(secrets().rewrap()).isEqualTo(2);

        SealedSecrets later = secrets(new OnlyTheNewest(vault));
        assertThat(text(later, CLIENT)).isEqualTo("a");
        assertThat(text(later, BIND)).isEqualTo("b");
        assertThat(later.rewrap()).isZero();
    }

    /// One file is under the new key, the other is not, and a write was cut off: all is there, and
    /// the next attempt does the rest.
    @Test
    void aCrashHalfWayThroughRewrappingLosesNothing() throws IOException {
        secrets().put(CLIENT, secret("a"));
        secrets().put(BIND, secret("b"));
        vault.rotate(KeyPurpose.SECRET);
        List<Path> before = files();
        byte[] old = Files.readAllBytes(before.get(0));
        secrets().rewrap();
        Files.write(before.get(0), old);
        Files.write(Path.of(before.get(0) + ".tmp"), new byte[] {1, 0, 0});

        SealedSecrets later = secrets();
        assertThat(text(later, CLIENT)).isEqualTo("a");
        assertThat(text(later, BIND)).isEqualTo("b");
        assertThat(later.rewrap()).isEqualTo(1);
        assertThat(text(secrets(new OnlyTheNewest(vault)), CLIENT)).isEqualTo("a");
    }

    @Test
    void withoutItsKeyASecretSaysSo() {
        secrets().put(CLIENT, secret("a"));
        vault.rotate(KeyPurpose.SECRET);

        fails(ErrorCode.KEY_MISSING, () -> secrets(new OnlyTheNewest(vault)).get(CLIENT));
    }

    @Test
    void aVaultOnDiskKeepsThemOverARotationOfItsMasterKey() {
        Path keys = home.resolve("keys");
        try (FileKeyVault made =
                FileKeyVault.create(
                                keys, new Custody.KeyFile(), Clock.systemUTC(), new SecureRandom())
                        .vault()) {
            secrets(made).put(CLIENT, secret("a"));
            made.rotate(KeyPurpose.SECRET);
            made.rotateMaster();
        }

        try (FileKeyVault opened =
                FileKeyVault.open(
                        keys, new Custody.KeyFile(), Clock.systemUTC(), new SecureRandom())) {
            assertThat(text(secrets(opened), CLIENT)).isEqualTo("a");
            assertThat(secrets(opened).rewrap()).isEqualTo(1);
            opened.forget(KeyPurpose.SECRET, 1);
            assertThat(text(secrets(opened), CLIENT)).isEqualTo("a");
        }
    }

    @Test
    void namesOfAnotherFormAreRefused() {
        for (String name : List.of("", "../vault", "Upper", "a b", "a/b/c/d/e", "x".repeat(101))) {
            fails(ErrorCode.CONFIG_INVALID, () -> secrets().put(name, secret("a")));
        }
    }

    @Test
    void anEmptyOrHugeSecretIsRefused() {
        fails(ErrorCode.CONFIG_INVALID, () -> secrets().put(CLIENT, secret("")));
        fails(
                ErrorCode.CONFIG_INVALID,
                () -> secrets().put(CLIENT, secret("x".repeat(SealedSecrets.MOST_BYTES + 1))));
    }

    /// A vault that has forgotten all but the current versions.
    private record OnlyTheNewest(KeyVault all) implements KeyVault {
        @Override
        public Key current(KeyPurpose purpose) {
            return all.current(purpose);
        }

        @Override
        public Key key(KeyPurpose purpose, int version) {
            if (version != current(purpose).version()) {
                throw new WharfException(ErrorCode.KEY_MISSING, "forgotten");
            }
            return current(purpose);
        }

        @Override
        public List<Key> keys(KeyPurpose purpose) {
            return List.of(current(purpose));
        }

        @Override
        public void close() {}
    }
}
