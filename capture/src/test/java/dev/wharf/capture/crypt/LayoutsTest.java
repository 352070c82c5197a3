package dev.wharf.capture.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wharf.testkit.crypt.CryptBackups;
import dev.wharf.testkit.crypt.CryptBackups.Format;
import dev.wharf.testkit.crypt.PhoneKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Every layout that a file can have opens to the same plaintext.
class LayoutsTest {
    private static final List<Format> FORMATS = List.of(Format.values());
    private static final PhoneKey PHONE = new PhoneKey(5);
    private static final BackupKey[] KEYS = {Plain.keyFile(PHONE), Plain.root(PHONE)};
    private static final byte[] DATABASE = Plain.database(1, 50_000);

    @ParameterizedTest
    @EnumSource(Format.class)
    void withAndWithoutWhatFollows(Format format) {
        assertThat(Plain.of(made(format).encrypt(DATABASE), KEYS)).isEqualTo(DATABASE);
        assertThat(Plain.of(made(format).withoutFoot().encrypt(DATABASE), KEYS))
                .isEqualTo(DATABASE);
        assertThat(Plain.of(made(format).withoutChecksum().encrypt(DATABASE), KEYS))
                .isEqualTo(DATABASE);
        assertThat(Plain.of(made(format).withoutChecksum().withoutFoot().encrypt(DATABASE), KEYS))
                .isEqualTo(DATABASE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"CRYPT14", "CRYPT15"})
    void headersOfAnyLength(Format format) throws IOException {
        for (int unknown : List.of(0, 1, 30, 100, 127, 128, 1_000, 15_000)) {
            byte[] few = made(format).features(0).unknownFields(unknown).encrypt(DATABASE);
            byte[] many = made(format).features(35).unknownFields(unknown).encrypt(DATABASE);

            assertThat(isCrypt(few)).isTrue();
            assertThat(Plain.of(few, KEYS)).isEqualTo(DATABASE);
            assertThat(Plain.of(many, KEYS)).isEqualTo(DATABASE);
        }
    }

    /// About the borders of the pieces in which it is hashed and decrypted.
    @ParameterizedTest
    @EnumSource(Format.class)
    void ciphertextsOfAnyLength(Format format) {
        int segment = Ghash.SEGMENT;
        List<Integer> lengths =
                List.of(
                        1,
                        2,
                        15,
                        16,
                        17,
                        31,
                        32,
                        33,
                        64,
                        segment - 1,
                        segment,
                        segment + 1,
                        segment + 32,
                        2 * segment,
                        2 * segment + 17);
        for (int length : lengths) {
            byte[] plain = Plain.database(length, length);

            assertThat(Plain.of(made(format).unpacked().encrypt(plain), KEYS)).isEqualTo(plain);
            assertThat(Plain.of(made(format).unpacked().withoutChecksum().encrypt(plain), KEYS))
                    .isEqualTo(plain);
        }
    }

    @Test
    void anyMixture() {
        Random random = new Random(20261128);
        for (int round = 0; round < 150; round++) {
            Format format = FORMATS.get(random.nextInt(3));
            PhoneKey phone = new PhoneKey(random.nextLong());
            byte[] iv = new byte[16];
            random.nextBytes(iv);
            CryptBackups backups =
                    CryptBackups.of(format, phone)
                            .iv(iv)
                            .features(random.nextInt(60))
                            .unknownFields(random.nextInt(300));
            if (random.nextBoolean()) {
                backups.withoutChecksum();
            }
            if (random.nextBoolean()) {
                backups.withoutFoot();
            }
            if (random.nextInt(4) == 0) {
                backups.unpacked();
            }
            byte[] plain = Plain.database(round, random.nextInt(200_000) + 1);
            List<BackupKey> keys = new ArrayList<>(List.of(KEYS));
            keys.add(Plain.keyFile(phone));
            keys.add(Plain.root(phone));
            Collections.shuffle(keys, random);

            assertThat(Plain.of(backups.encrypt(plain), keys.toArray(BackupKey[]::new)))
                    .isEqualTo(plain);
        }
    }

    @Test
    void theHeaderTellsVersionNumberAndFeatures() {
        CryptBackups backups =
                made(Format.CRYPT15).appVersion("2.26.7.73").numberEnding("42").features(4);
        BackupHeader header = Plain.backup("b", backups.keyKind(3).encrypt(DATABASE)).header();

        assertThat(header)
                .isEqualTo(
                        new BackupHeader(
                                CryptFormat.CRYPT15,
                                Protection.SIXTY_FOUR_DIGITS,
                                "2.26.7.73",
                                "42",
                                List.of(5, 7)));
    }

    @Test
    void aHeaderThatSaysNonsenseOfItselfIsNotRepeated() {
        CryptBackups backups = made(Format.CRYPT14).appVersion("<b>\n").numberEnding("xx");

        BackupHeader header = Plain.backup("b", backups.encrypt(DATABASE)).header();

        assertThat(header.appVersion()).isEmpty();
        assertThat(header.numberEnding()).isEmpty();
    }

    @Test
    void theContentIsNamedByItsFirstBytes() {
        assertThat(content(made(Format.CRYPT15), DATABASE)).isEqualTo(Content.SQLITE_DATABASE);
        assertThat(content(made(Format.CRYPT14).unpacked(), new byte[] {'P', 'K', 3, 4, 0}))
                .isEqualTo(Content.ZIP);
        assertThat(content(made(Format.CRYPT15), new byte[] {'P', 'K', 3, 4, 0}))
                .isEqualTo(Content.ZIP);
        assertThat(content(made(Format.CRYPT12).unpacked(), "{\"a\": 1}".getBytes(UTF_8)))
                .isEqualTo(Content.OTHER);
    }

    @Test
    void aBackupWithPasswordOrPasskeyOpensWhenItsRootIsAtHandAfterAll() {
        assertThat(Plain.of(made(Format.CRYPT15).keyKind(2).encrypt(DATABASE), KEYS))
                .isEqualTo(DATABASE);
        assertThat(Plain.of(made(Format.CRYPT15).passkey(true).encrypt(DATABASE), KEYS))
                .isEqualTo(DATABASE);
    }

    @Test
    void theKeyThatOpenedItIsNamed() {
        BackupKey other = Plain.root(new PhoneKey(6));
        BackupKey right = BackupKey.parse("right", PHONE.root());

        Verified verified =
                Plain.backup("b", made(Format.CRYPT15).encrypt(DATABASE))
                        .verify(List.of(other, right));

        assertThat(verified.key()).isSameAs(right);
    }

    private static Content content(CryptBackups backups, byte[] plain) {
        Verified verified = Plain.backup("b", backups.encrypt(plain)).verify(List.of(KEYS));
        assertThat(Plain.of(verified)).isEqualTo(plain);
        return verified.content();
    }

    private static boolean isCrypt(byte[] file) throws IOException {
        try (InputStream in = new ByteArrayInputStream(file)) {
            return CryptBackup.isCrypt(in);
        }
    }

    private static CryptBackups made(Format format) {
        return CryptBackups.of(format, PHONE);
    }
}
