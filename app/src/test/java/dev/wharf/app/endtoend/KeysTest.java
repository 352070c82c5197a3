package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.store.key.Custody;
import dev.wharf.store.key.FileKeyVault;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;

/// What opens the vault, and how its recovery key reaches a person.
class KeysTest {

    private static final String PASSPHRASE = "a passphrase of some length";

    @TempDir private Path folder;
    private Wharf wharf;

    @BeforeEach
    void chats() {
        wharf = new Wharf(folder);
        Chats.users(wharf);
        Chats.group(wharf);
    }

    private Wharf.Result imported(Wharf with, String... more) {
        String[] all = new String[4 + more.length];
        System.arraycopy(
                new String[] {"import", "WhatsApp Chat with Offer.txt", "--users", "users.csv"},
                0,
                all,
                0,
                4);
        System.arraycopy(more, 0, all, 4, more.length);
        return with.run(all);
    }

    private Wharf withPassphrase(String text) {
        return new Wharf(folder).with("WHARF_PASSPHRASE", text);
    }

    @Test
    void aHomeMadeUnderAPassphraseOpensWithItAlone() {
        imported(withPassphrase(PASSPHRASE)).succeeded();

        assertThat(Files.exists(wharf.home().resolve("keys/master.key"))).isFalse();
        assertThat(withPassphrase(PASSPHRASE).run("mailboxes").exit()).isZero();
        assertThat(wharf.run("mailboxes").err()).contains("passphrase-file");
        assertThat(withPassphrase("another passphrase").run("mailboxes").exit()).isEqualTo(6);
    }

    @Test
    void aPassphraseComesFromAFileOrACredentialOfTheServiceManager() throws IOException {
        imported(withPassphrase(PASSPHRASE)).succeeded();
        Path credential = wharf.write("wharf-passphrase", PASSPHRASE + "\n");
        Files.setPosixFilePermissions(credential, PosixFilePermissions.fromString("r--------"));

        assertThat(
                        new Wharf(folder)
                                .with("WHARF_PASSPHRASE_FILE", credential.toString())
                                .run("mailboxes")
                                .exit())
                .isZero();
        assertThat(
                        new Wharf(folder)
                                .with("CREDENTIALS_DIRECTORY", folder.toString())
                                .run("mailboxes")
                                .exit())
                .isZero();
    }

    @Test
    void aPassphraseFileThatOthersReadIsRefused() throws IOException {
        imported(withPassphrase(PASSPHRASE)).succeeded();
        Path file = wharf.write("open", PASSPHRASE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        Wharf.Result refused =
                new Wharf(folder).with("WHARF_PASSPHRASE_FILE", file.toString()).run("mailboxes");

        assertThat(refused.exit()).isEqualTo(6);
        assertThat(refused.err()).contains("chmod 600");
    }

    @Test
    void theCustodyChangesAndTheArchiveStays() {
        imported(wharf).succeeded();
        assertThat(withPassphrase(PASSPHRASE).run("mailboxes").err()).contains("keys custody");

        withPassphrase(PASSPHRASE).run("keys", "custody").succeeded();
        assertThat(withPassphrase(PASSPHRASE).run("verify").exit()).isZero();
        assertThat(wharf.answering("a wrong passphrase\n", "keys", "custody").exit()).isEqualTo(6);
        wharf.answering(PASSPHRASE + "\n", "keys", "custody").succeeded();

        assertThat(wharf.run("verify").exit()).isZero();
    }

    /// As a process leaves it that ends before it has shown the key.
    private void makeAHomeWhoseKeyNobodySaw() {
        FileKeyVault.create(
                        wharf.home().resolve("keys"),
                        new Custody.KeyFile(),
                        Clock.systemUTC(),
                        new SecureRandom())
                .vault()
                .close();
    }

    @Test
    void aRecoveryKeyThatWasNeverShownIsDrawnAgain() {
        makeAHomeWhoseKeyNobodySaw();

        Wharf.Result first = imported(wharf);
        Wharf.Result second = imported(wharf);

        assertThat(first.succeeded().out()).contains("Recovery key   ");
        assertThat(first.err()).contains("never shown");
        assertThat(second.succeeded().out()).doesNotContain("Recovery key   ");
        String key = first.out().split("Recovery key   ")[1].lines().findFirst().orElseThrow();
        wharf.answering(key.strip() + "\n", "keys", "confirm-recovery").succeeded();
    }

    @Test
    void aRecoveryKeyThatWasShownStays() {
        Wharf.Result first = imported(wharf, "--json");
        Wharf.Result second = imported(wharf, "--json");

        assertThat(second.json().has("recoveryKey")).isFalse();
        wharf.answering(
                        first.json().path("recoveryKey").stringValue() + "\n",
                        "keys",
                        "confirm-recovery")
                .succeeded();
    }
}
