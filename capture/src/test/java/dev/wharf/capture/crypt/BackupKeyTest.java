package dev.wharf.capture.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.crypt.PhoneKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

class BackupKeyTest {
    private static final PhoneKey PHONE = new PhoneKey(1);

    @Test
    void theKeyFileIsKnownWithAndWithoutItsHead() {
        BackupKey file = BackupKey.parse("key", PHONE.keyFile());
        BackupKey body = BackupKey.parse("key", PHONE.keyBody());

        assertThat(file.kind()).isEqualTo(KeyKind.KEY_FILE);
        assertThat(file.aesKey().getEncoded())
                .isEqualTo(PHONE.root())
                .isEqualTo(body.aesKey().getEncoded());
    }

    @Test
    void theRootFileTheBareRootAndTheDigitsAreOneKey() {
        BackupKey file = BackupKey.parse("encrypted_backup.key", PHONE.rootFile());

        assertThat(file.kind()).isEqualTo(KeyKind.ROOT_KEY);
        assertThat(BackupKey.parse("root", PHONE.root()).aesKey()).isEqualTo(file.aesKey());
        assertThat(text(PHONE.digits()).aesKey()).isEqualTo(file.aesKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "-", ":", "\n", "\r\n", "\t", "\u00a0", " \u2013 ", "\u200b"})
    void digitsMayBeGroupedByWhateverPeopleGroupThemBy(String separator) {
        String grouped = PHONE.digits().replaceAll("(.{4})", "$1" + separator);

        assertThat(text("\ufeff" + grouped.toUpperCase(Locale.ROOT)).aesKey())
                .isEqualTo(text(PHONE.digits()).aesKey());
    }

    @Test
    void whatIsNoKeySaysWhatAKeyLooksLike() {
        assertThatExceptionOfType(WharfException.class)
                .isThrownBy(() -> text(PHONE.digits().substring(2)))
                .withMessageContainingAll("my key", "62 digits", "158", "59", "64")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_RECOGNISED));
        assertThatExceptionOfType(WharfException.class)
                .isThrownBy(() -> text("correct horse battery staple"))
                .withMessageContaining("text");
        assertThatExceptionOfType(WharfException.class)
                .isThrownBy(() -> BackupKey.parse("photo.jpg", new byte[5_000]))
                .withMessageContainingAll("photo.jpg", "5,000 bytes");
        assertThatExceptionOfType(WharfException.class)
                .isThrownBy(() -> BackupKey.parse("empty", new byte[0]))
                .withMessageContaining("empty");
    }

    @Test
    void neverRepeatsWhatItWasGiven() {
        String digits = PHONE.digits().substring(1);

        assertThatExceptionOfType(WharfException.class)
                .isThrownBy(() -> text(digits))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(digits.substring(0, 8)));
        assertThat(text(PHONE.digits()).toString())
                .contains("my key", "[REDACTED]")
                .doesNotContain(PHONE.digits().substring(0, 8));
    }

    @Test
    void aDamagedKeyFileIsToldFromNone() {
        byte[] cut = Arrays.copyOf(PHONE.keyFile(), 120);
        byte[] longer = Arrays.copyOf(PHONE.rootFile(), 60);
        byte[] changed = PHONE.keyFile();
        changed[27 + 40] ^= 1;

        for (byte[] damaged : new byte[][] {cut, longer, changed}) {
            assertThatExceptionOfType(WharfException.class)
                    .isThrownBy(() -> BackupKey.parse("key", damaged))
                    .withMessageContaining("copy it again")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE));
        }
    }

    @Test
    void aClosedKeyOpensNothing() {
        BackupKey key = text(PHONE.digits());

        key.close();

        assertThatIllegalStateException().isThrownBy(key::aesKey);
    }

    @Test
    void anyBytesAreAKeyOrRefusedInWords() {
        Random random = new Random(20261128);
        byte[][] seeds = {
            PHONE.keyFile(), PHONE.rootFile(), PHONE.keyBody(), PHONE.digits().getBytes(UTF_8)
        };
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(170));
            try {
                assertThat(BackupKey.parse("k", cut).aesKey().getEncoded()).hasSize(32);
            } catch (WharfException refused) {
                assertThat(refused.getMessage()).startsWith("k ");
            }
        }
    }

    private static BackupKey text(String text) {
        return BackupKey.parse("my key", text.getBytes(UTF_8));
    }
}
