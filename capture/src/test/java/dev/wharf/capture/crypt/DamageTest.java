package dev.wharf.capture.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.crypt.CryptBackups;
import dev.wharf.testkit.crypt.CryptBackups.Format;
import dev.wharf.testkit.crypt.PhoneKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.Deflater;

/// Whatever becomes of a file on its way: it is refused with a reason, and never opens to anything
/// but what was encrypted.
class DamageTest {
    private static final List<Format> FORMATS = List.of(Format.values());
    private static final PhoneKey PHONE = new PhoneKey(9);
    private static final BackupKey[] KEYS = {Plain.keyFile(PHONE), Plain.root(PHONE)};
    private static final byte[] PLAIN = Plain.database(2, 2_500);

    @ParameterizedTest
    @EnumSource(Format.class)
    void anyBitThatFlipsIsNoticed(Format format) {
        byte[] file = CryptBackups.of(format, PHONE).withoutFoot().encrypt(PLAIN);
        for (int bit = 0; bit < file.length * 8; bit++) {
            file[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThat(diagnosis(file))
                    .as("bit %d", bit)
                    .isIn(Diagnosis.DAMAGED, Diagnosis.NOT_A_BACKUP, Diagnosis.TRUNCATED);

            file[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    /// The foot lies behind all check sums: its digits alone may change unnoticed.
    @Test
    void aBitThatFlipsInTheFootChangesNoContent() {
        byte[] file = CryptBackups.of(Format.CRYPT12, PHONE).encrypt(PLAIN);
        for (int bit = (file.length - 4) * 8; bit < file.length * 8; bit++) {
            file[bit / 8] ^= (byte) (1 << (bit % 8));

            opensToTheSameOrIsRefused(file);

            file[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    /// Without a check sum, the header's words on the app are guarded by nothing.
    @ParameterizedTest
    @EnumSource(Format.class)
    void withoutACheckSumAFlippedBitStillNeverChangesContent(Format format) {
        CryptBackups backups = CryptBackups.of(format, PHONE).withoutChecksum();
        byte[] file = backups.encrypt(PLAIN);
        for (int bit = 0; bit < file.length * 8; bit += 3) {
            file[bit / 8] ^= (byte) (1 << (bit % 8));

            opensToTheSameOrIsRefused(file);

            file[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whereverItBreaksOffItIsCalledIncomplete(Format format) {
        CryptBackups backups = CryptBackups.of(format, PHONE).withoutFoot();
        byte[] file = backups.encrypt(PLAIN);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            if (length == file.length - Layout.MD5) {
                opensToTheSameOrIsRefused(cut);
                continue;
            }
            Set<Diagnosis> expected =
                    length < backups.headerLength()
                            ? EnumSet.of(Diagnosis.NOT_A_BACKUP)
                            : length < backups.headerLength() + 64
                                    ? EnumSet.of(Diagnosis.TRUNCATED, Diagnosis.DAMAGED)
                                    : EnumSet.of(Diagnosis.TRUNCATED);

            assertThat(diagnosis(cut)).as("%d bytes", length).isIn(expected);
        }
    }

    /// As a file transfer leaves it that made room for the whole file first.
    @ParameterizedTest
    @EnumSource(Format.class)
    void anEndOfZerosIsCalledIncomplete(Format format) {
        byte[] file = CryptBackups.of(format, PHONE).encrypt(Plain.database(3, 100_000));
        Arrays.fill(file, file.length / 2, file.length, (byte) 0);

        assertThat(diagnosis(file)).isEqualTo(Diagnosis.TRUNCATED);
    }

    /// What is unpacked behind the damage is garbage that can go on to the end, as if it broke off.
    @Test
    void pagesThatWereOverwrittenAreDamage() {
        Random random = new Random(20261128);
        int incomplete = 0;
        for (int round = 0; round < 100; round++) {
            Format format = FORMATS.get(random.nextInt(3));
            byte[] file = CryptBackups.of(format, PHONE).encrypt(Plain.database(round, 200_000));
            int at = 400 + random.nextInt(file.length - 2_000);
            byte[] noise = new byte[1 + random.nextInt(1_000)];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, file, at, noise.length);

            Diagnosis diagnosis = diagnosis(file);

            assertThat(diagnosis).isIn(Diagnosis.DAMAGED, Diagnosis.TRUNCATED);
            incomplete += diagnosis == Diagnosis.TRUNCATED ? 1 : 0;
        }
        assertThat(incomplete).isLessThan(10);
    }

    @Test
    void whatIsEncryptedButNotPackedAsItSaysIsToldFromDamage() {
        byte[] packed = {0x78, 0x01, 5, 5, 5, 5, 5, 5};
        byte[] file = CryptBackups.of(Format.CRYPT15, PHONE).unpacked().encrypt(packed);

        Refused refused = Refused.saying(() -> Plain.of(file, KEYS));

        assertThat(refused.diagnosis()).isEqualTo(Diagnosis.BROKEN_CONTENT);
    }

    @Test
    void packedContentThatEndsTooSoonIsNotTakenForWhole() {
        byte[] packed = packed(Plain.database(4, 90_000));
        byte[] file =
                CryptBackups.of(Format.CRYPT15, PHONE)
                        .unpacked()
                        .encrypt(Arrays.copyOf(packed, packed.length - 5));

        assertThat(Refused.by(() -> Plain.of(file, KEYS))).isEqualTo(Diagnosis.BROKEN_CONTENT);
    }

    private static byte[] packed(byte[] plain) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(plain);
            deflater.finish();
            byte[] packed = new byte[plain.length];
            return Arrays.copyOf(packed, deflater.deflate(packed));
        }
    }

    private static Diagnosis diagnosis(byte[] file) {
        return Refused.by(() -> Plain.of(file, KEYS));
    }

    private static void opensToTheSameOrIsRefused(byte[] file) {
        byte[] plain;
        try {
            plain = Plain.of(file, KEYS);
        } catch (WharfException refused) {
            assertThat(Diagnosis.of(refused)).isPresent();
            return;
        }
        assertThat(plain).isEqualTo(PLAIN);
    }
}
