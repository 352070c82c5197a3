package dev.wharf.site.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.site.testing.TestSite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;

class SourceSecretsTest {
    private static final String NAME = "cloud/main/app-secret";

    @TempDir Path directory;
    private TestSite site;
    private SourceSecrets secrets;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
        secrets = secrets();
    }

    private SourceSecrets secrets() {
        SiteKey key = SiteKey.open(directory, site.database, new SecureRandom());
        return new SourceSecrets(site.database, site.audit, key, site.clock);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void allVersionsAreGoodWhileASecretIsRotated() {
        secrets.put(NAME, secret("old"), TestSite.ADMIN);
        secrets.put(NAME, secret("new"), TestSite.ADMIN);

        assertThat(secrets.all(NAME)).containsExactly(secret("new"), secret("old"));
        assertThat(secrets.newest(NAME)).contains(secret("new"));

        secrets.retire(NAME, 1, TestSite.ADMIN);
        assertThat(secrets.all(NAME)).containsExactly(secret("new"));
    }

    @Test
    void secretsOpenAfterReopening() {
        secrets.put(NAME, secret("canary"), TestSite.ADMIN);

        site.close();
        site = new TestSite(directory);

        assertThat(secrets().newest(NAME)).contains(secret("canary"));
    }

    @Test
    void theyLieSealedAndTheKeyIsForItsOwnersEyes() throws Exception {
        secrets.put(NAME, secret("canary-canary"), TestSite.ADMIN);

        for (String name : List.of("site.db", "site.db-wal")) {
            String stored =
                    new String(
                            Files.readAllBytes(directory.resolve(name)),
                            StandardCharsets.ISO_8859_1);
            assertThat(stored.contains("canary-canary")).isFalse();
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directory.resolve("keys/site.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aLostKeyIsNotReplacedSilently() throws Exception {
        Files.delete(directory.resolve("keys/site.key"));

        assertThatThrownBy(this::secrets)
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("put the right one back");
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws Exception {
        Files.setPosixFilePermissions(
                directory.resolve("keys/site.key"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(this::secrets).hasMessageContaining("chmod 600");
    }

    @Test
    void aSealedSecretDoesNotOpenUnderAnotherName() {
        secrets.put(NAME, secret("x"), TestSite.ADMIN);
        site.database.write(sql -> sql.update("UPDATE secret SET name = 'smtp/password'"));

        assertThatThrownBy(() -> secrets.all("smtp/password"))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("does not open");
    }

    private static Secret secret(String text) {
        return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
