package dev.wharf.capture.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wharf.capture.file.FileBody;
import dev.wharf.testkit.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// Public test vectors of other people's tools: each opens to the database beside it.
class SampleBackupsTest {
    private Path folder;

    @BeforeEach
    void samples() {
        folder = Samples.require("phone/crypt");
    }

    @ParameterizedTest
    @CsvSource({"crypt12,key", "crypt14,key", "crypt15,encrypted_backup.key"})
    void eachFormatOpensToTheKnownDatabase(String format, String key) throws IOException {
        Verified verified = backup(format).verify(List.of(key(key)));

        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        long length = verified.decryptTo(plain);

        assertThat(plain.toByteArray()).isEqualTo(bytes("msgstore.db"));
        assertThat(length).isEqualTo(plain.size());
        assertThat(verified.content()).isEqualTo(Content.SQLITE_DATABASE);
    }

    @Test
    void theSixtyFourDigitsOpenWhatTheKeyFileOpens() throws IOException {
        byte[] file = bytes("encrypted_backup.key");
        String digits = HexFormat.of().formatHex(file, file.length - 32, file.length);

        Verified verified =
                backup("crypt15")
                        .verify(List.of(BackupKey.parse("digits", digits.getBytes(US_ASCII))));

        try (InputStream in = verified.open()) {
            assertThat(in).hasBinaryContent(bytes("msgstore.db"));
        }
    }

    @Test
    void headersSayWhatTheyAreOf() {
        BackupHeader crypt12 = backup("crypt12").header();
        BackupHeader crypt14 = backup("crypt14").header();
        BackupHeader crypt15 = backup("crypt15").header();

        assertThat(crypt12)
                .isEqualTo(
                        new BackupHeader(
                                CryptFormat.CRYPT12, Protection.WHATSAPP, "", "67", List.of()));
        assertThat(crypt14.format()).isEqualTo(CryptFormat.CRYPT14);
        assertThat(crypt14.protection()).isEqualTo(Protection.WHATSAPP);
        assertThat(crypt14.appVersion()).isEqualTo("2.22.5.13");
        assertThat(crypt14.numberEnding()).isEqualTo("67");
        assertThat(crypt14.features()).contains(5, 7, 8, 39 - 2).doesNotContain(6, 9);
        assertThat(crypt15.format()).isEqualTo(CryptFormat.CRYPT15);
        assertThat(crypt15.protection()).isEqualTo(Protection.END_TO_END);
        assertThat(crypt15.appVersion()).isEqualTo("2.22.5.13");
    }

    @Test
    void keysOfTheOtherKindAreNamedAsSuch() {
        assertThat(Refused.by(() -> backup("crypt15").verify(List.of(key("key")))))
                .isEqualTo(Diagnosis.WRONG_KIND_OF_KEY);
        assertThat(Refused.by(() -> backup("crypt14").verify(List.of(key("encrypted_backup.key")))))
                .isEqualTo(Diagnosis.WRONG_KIND_OF_KEY);
    }

    @Test
    void nothingElseInTheFolderIsTakenForABackup() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    assertThat(CryptBackup.isCrypt(in))
                            .as(file.toString())
                            .isEqualTo(file.toString().contains(".crypt1"));
                }
            }
        }
    }

    private CryptBackup backup(String format) {
        String name = "msgstore.db." + format;
        return CryptBackup.open(name, new FileBody(folder.resolve(name)));
    }

    private BackupKey key(String name) throws IOException {
        return BackupKey.parse(name, bytes(name));
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }
}
