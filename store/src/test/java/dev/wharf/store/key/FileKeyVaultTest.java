package dev.wharf.store.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Key;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.Secret;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

class FileKeyVaultTest {
    private static final Custody KEY_FILE = new Custody.KeyFile();
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir Path home;
    private Path directory;

    @BeforeEach
    void place() {
        directory = home.resolve("keys");
    }

    private FileKeyVault.Created create(Custody custody) {
        return FileKeyVault.create(directory, custody, Clock.systemUTC(), RANDOM);
    }

    private FileKeyVault open(Custody custody) {
        return FileKeyVault.open(directory, custody, Clock.systemUTC(), RANDOM);
    }

    private static Custody passphrase(String text) {
        return new Custody.Passphrase(Secret.copyOf(text.getBytes(UTF_8)));
    }

    private static void fails(ErrorCode code, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WharfException.class, failure -> assertThat(failure.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    @Test
    void everyPurposeHasAKeyOfItsOwn() {
        FileKeyVault vault = create(KEY_FILE).vault();

        Set<String> keys = new HashSet<>();
        for (KeyPurpose purpose : KeyPurpose.values()) {
            Key key = vault.current(purpose);
            assertThat(key.version()).isEqualTo(1);
            assertThat(key.secret().size()).isEqualTo(32);
            keys.add(Arrays.toString(key.secret().bytes()));
        }
        assertThat(keys).hasSize(KeyPurpose.values().length);
    }

    @Test
    void anOpenedVaultGivesTheSameKeys() {
        FileKeyVault made = create(KEY_FILE).vault();

        FileKeyVault opened = open(KEY_FILE);

        for (KeyPurpose purpose : KeyPurpose.values()) {
            assertThat(opened.keys(purpose)).isEqualTo(made.keys(purpose));
        }
        assertThat(opened.id()).isEqualTo(made.id());
    }

    @Test
    void aSecondVaultIsNotMadeOverTheFirst() {
        create(KEY_FILE);

        fails(ErrorCode.NOT_ALLOWED, "already", () -> create(KEY_FILE));
    }

    @Test
    void filesAreForTheOwnerOnly() throws IOException {
        create(KEY_FILE);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (var files = Files.list(directory)) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(
                            file ->
                                    assertThat(
                                                    PosixFilePermissions.toString(
                                                            Files.getPosixFilePermissions(file)))
                                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aKeyFileThatOthersMayReadIsRefused() throws IOException {
        create(KEY_FILE);
        Files.setPosixFilePermissions(
                directory.resolve("master.key"), PosixFilePermissions.fromString("rw-r--r--"));

        fails(ErrorCode.NOT_ALLOWED, "chmod 600", () -> open(KEY_FILE));
    }

    @Test
    void withoutItsKeyFileAVaultStaysShut() throws IOException {
        create(KEY_FILE);
        Files.delete(directory.resolve("master.key"));

        fails(ErrorCode.KEY_MISSING, "master.key", () -> open(KEY_FILE));
    }

    @Test
    void noKeyStandsInTheVaultsFile() throws IOException {
        FileKeyVault vault = create(KEY_FILE).vault();

        byte[] file = Files.readAllBytes(directory.resolve("vault.json"));

        for (KeyPurpose purpose : KeyPurpose.values()) {
            byte[] secret = vault.current(purpose).secret().bytes();
            assertThat(new String(file, UTF_8))
                    .doesNotContain(java.util.HexFormat.of().formatHex(secret))
                    .doesNotContain(java.util.Base64.getEncoder().encodeToString(secret));
        }
    }

    @Test
    void aPassphraseOpensAndAWrongOneDoesNot() {
        FileKeyVault made = create(passphrase("correct horse")).vault();

        assertThat(open(passphrase("correct horse")).current(KeyPurpose.PACK))
                .isEqualTo(made.current(KeyPurpose.PACK));
        assertThat(directory.resolve("master.key")).doesNotExist();
        fails(ErrorCode.NOT_ALLOWED, "passphrase", () -> open(passphrase("wrong horse")));
        fails(ErrorCode.NOT_ALLOWED, "WHARF_PASSPHRASE", () -> open(KEY_FILE));
    }

    @Test
    void theRecoveryKeyOpens() {
        FileKeyVault.Created made = create(KEY_FILE);

        RecoveryKey typed = RecoveryKey.parse(made.recovery().reveal());

        assertThat(open(new Custody.Recovery(typed)).current(KeyPurpose.INDEX))
                .isEqualTo(made.vault().current(KeyPurpose.INDEX));
        fails(
                ErrorCode.NOT_ALLOWED,
                "another archive",
                () -> open(new Custody.Recovery(RecoveryKey.generate(RANDOM))));
    }

    @Test
    void aRecoveryKeyIsOnlyDrawnUntilItWasShown() {
        FileKeyVault vault = create(KEY_FILE).vault();
        assertThat(open(KEY_FILE).recovery()).isEqualTo(RecoveryState.DRAWN);

        vault.recoveryShown();

        assertThat(open(KEY_FILE).recovery()).isEqualTo(RecoveryState.SHOWN);
    }

    @Test
    void theRecoveryKeyIsConfirmedByTypingIt() {
        FileKeyVault.Created made = create(KEY_FILE);
        assertThat(made.vault().recoveryConfirmed()).isFalse();
        String other = RecoveryKey.generate(RANDOM).reveal();
        fails(ErrorCode.NOT_ALLOWED, "another archive", () -> made.vault().confirmRecovery(other));

        made.vault().confirmRecovery(made.recovery().reveal().toLowerCase(java.util.Locale.ROOT));

        assertThat(open(KEY_FILE).recoveryConfirmed()).isTrue();
    }

    @Test
    void aRotatedKeyIsForNewDataAndTheOldOneStays() {
        FileKeyVault vault = create(KEY_FILE).vault();
        Key old = vault.current(KeyPurpose.PACK);

        Key fresh = vault.rotate(KeyPurpose.PACK);

        FileKeyVault opened = open(KEY_FILE);
        assertThat(opened.current(KeyPurpose.PACK)).isEqualTo(fresh);
        assertThat(fresh.version()).isEqualTo(2);
        assertThat(opened.key(KeyPurpose.PACK, 1)).isEqualTo(old);
    }

    @Test
    void aForgottenKeyIsGone() {
        FileKeyVault vault = create(KEY_FILE).vault();
        vault.rotate(KeyPurpose.KEY_STORE);

        vault.forget(KeyPurpose.KEY_STORE, 1);

        fails(
                ErrorCode.KEY_MISSING,
                "key-store/1",
                () -> open(KEY_FILE).key(KeyPurpose.KEY_STORE, 1));
        assertThat(open(KEY_FILE).rotate(KeyPurpose.KEY_STORE).version()).isEqualTo(3);
    }

    @Test
    void blobNamesAreNeverRotated() {
        FileKeyVault vault = create(KEY_FILE).vault();

        assertThatThrownBy(() -> vault.rotate(KeyPurpose.BLOB_NAME))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void afterRotatingTheMasterKeyOldCopiesOfTheKeyFileOpenNothing() throws IOException {
        FileKeyVault.Created made = create(KEY_FILE);
        byte[] oldKeyFile = Files.readAllBytes(directory.resolve("master.key"));
        byte[] oldVault = Files.readAllBytes(directory.resolve("vault.json"));

        made.vault().rotateMaster();

        assertThat(Files.readAllBytes(directory.resolve("vault.json"))).isNotEqualTo(oldVault);
        assertThat(open(KEY_FILE).current(KeyPurpose.PACK))
                .isEqualTo(made.vault().current(KeyPurpose.PACK));
        assertThat(open(new Custody.Recovery(made.recovery())).current(KeyPurpose.PACK))
                .isEqualTo(made.vault().current(KeyPurpose.PACK));
        Files.write(directory.resolve("master.key"), oldKeyFile);
        fails(ErrorCode.KEY_MISSING, "master.key", () -> open(KEY_FILE));
    }

    @Test
    void aCrashBetweenTheTwoFilesOfARotationHarmsNothing() throws IOException {
        FileKeyVault vault = create(KEY_FILE).vault();
        byte[] oldKeyFile = Files.readAllBytes(directory.resolve("master.key"));
        byte[] oldVault = Files.readAllBytes(directory.resolve("vault.json"));
        vault.rotateMaster();
        Path next = directory.resolve("master.key.next");
        Files.move(directory.resolve("master.key"), next);
        Files.write(directory.resolve("master.key"), oldKeyFile);
        Files.setPosixFilePermissions(
                directory.resolve("master.key"), PosixFilePermissions.fromString("rw-------"));

        assertThat(open(KEY_FILE).current(KeyPurpose.PACK))
                .as("the vault was switched")
                .isEqualTo(vault.current(KeyPurpose.PACK));
        Files.write(directory.resolve("vault.json"), oldVault);
        assertThat(open(KEY_FILE).current(KeyPurpose.PACK))
                .as("the vault was not switched yet")
                .isEqualTo(vault.current(KeyPurpose.PACK));
    }

    @Test
    void theCustodyMayChange() {
        FileKeyVault vault = create(KEY_FILE).vault();

        vault.rotateMaster(passphrase("new"));

        assertThat(directory.resolve("master.key")).doesNotExist();
        assertThat(open(passphrase("new")).current(KeyPurpose.PACK))
                .isEqualTo(vault.current(KeyPurpose.PACK));
        fails(ErrorCode.NOT_ALLOWED, "passphrase", () -> open(KEY_FILE));
    }

    @Test
    void aRenewedRecoveryKeyReplacesTheOldOne() {
        FileKeyVault.Created made = create(KEY_FILE);
        made.vault().confirmRecovery(made.recovery().reveal());

        RecoveryKey renewed = made.vault().renewRecovery();

        FileKeyVault opened = open(new Custody.Recovery(renewed));
        assertThat(opened.recoveryConfirmed()).isFalse();
        fails(ErrorCode.NOT_ALLOWED, "renewed", () -> open(new Custody.Recovery(made.recovery())));
    }

    @Test
    void aBackupsCopyOpensWithTheRecoveryKeyAlone() throws IOException {
        FileKeyVault.Created made = create(KEY_FILE);
        made.vault().rotate(KeyPurpose.PACK);
        byte[] copy = made.vault().recoveryCopy();
        Path elsewhere = home.resolve("elsewhere/keys");

        FileKeyVault restored =
                FileKeyVault.restore(
                        copy, made.recovery(), elsewhere, KEY_FILE, Clock.systemUTC(), RANDOM);

        for (KeyPurpose purpose : KeyPurpose.values()) {
            assertThat(restored.keys(purpose)).isEqualTo(made.vault().keys(purpose));
        }
        assertThat(new String(copy, UTF_8)).doesNotContain("key-file");
        assertThat(
                        FileKeyVault.open(elsewhere, KEY_FILE, Clock.systemUTC(), RANDOM)
                                .current(KeyPurpose.PACK)
                                .version())
                .isEqualTo(2);
    }

    @Test
    void everyFlippedBitIsNoticed() throws IOException {
        create(KEY_FILE);
        Path file = directory.resolve("vault.json");
        String whole = Files.readString(file);
        int sealed = whole.indexOf("sealed\" : \"") + 20;

        Files.writeString(
                file,
                whole.substring(0, sealed)
                        + (whole.charAt(sealed) == 'A' ? 'B' : 'A')
                        + whole.substring(sealed + 1));
        fails(ErrorCode.STORAGE_CORRUPT, "damaged", () -> open(KEY_FILE));

        Files.writeString(file, whole.replace("\"generation\" : 1", "\"generation\" : 2"));
        fails(ErrorCode.STORAGE_CORRUPT, "damaged", () -> open(KEY_FILE));

        Files.writeString(file, whole.substring(0, whole.length() / 2));
        fails(ErrorCode.STORAGE_CORRUPT, "vault.json", () -> open(KEY_FILE));
    }

    @Test
    void aVaultOfAnOlderWharfGetsTheKeysItLacks() throws IOException {
        create(KEY_FILE).vault().close();
        withoutKeysOf(KeyPurpose.SECRET);

        Key made = open(KEY_FILE).current(KeyPurpose.SECRET);

        assertThat(made.version()).isEqualTo(1);
        assertThat(open(KEY_FILE).current(KeyPurpose.SECRET)).isEqualTo(made);
    }

    private void withoutKeysOf(KeyPurpose purpose) throws IOException {
        Path path = directory.resolve(VaultFile.NAME);
        VaultFile file = VaultFile.read(path);
        Secret master = VaultSlots.unlock(file, KEY_FILE, directory);
        Secret key = Sealed.derive(master, "wharf-vault/1", "content");
        VaultContent all =
                VaultContent.decode(
                        Sealed.open(key, file.sealed(), file.contentContext()).orElseThrow());
        byte[] older = all.without(purpose, 1).encode();
        byte[] sealed = Sealed.seal(key, older, file.contentContext());
        Files.write(
                path,
                new VaultFile(file.id(), file.generation(), file.master(), file.slots(), sealed)
                        .bytes());
    }
}
