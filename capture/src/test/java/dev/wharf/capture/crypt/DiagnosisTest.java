package dev.wharf.capture.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.crypt.CryptBackups;
import dev.wharf.testkit.crypt.CryptBackups.Format;
import dev.wharf.testkit.crypt.PhoneKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// Each way in which a backup cannot be opened, told from each other, with what to do.
class DiagnosisTest {
    private static final String NAME = "Databases/msgstore.db.crypt15";
    private static final PhoneKey PHONE = new PhoneKey(11);
    private static final PhoneKey OTHER = new PhoneKey(12);
    private static final byte[] PLAIN = Plain.database(3, 20_000);

    @ParameterizedTest
    @EnumSource(Format.class)
    void withoutAKeyItAsksForTheRightKind(Format format) {
        Refused refused = refused(made(format));

        assertThat(refused.diagnosis()).isEqualTo(Diagnosis.KEY_MISSING);
        assertThat(refused.diagnosis().code()).isEqualTo(ErrorCode.INPUT_AMBIGUOUS);
        assertThat(refused.message())
                .contains(NAME)
                .contains(format == Format.CRYPT15 ? "64-digit key" : "key file of the phone")
                .doesNotContain("check sum");
    }

    @Test
    void withoutAKeyItSaysAlsoThatTheCopyIsSuspect() {
        byte[] file = made(Format.CRYPT15).encrypt(PLAIN);
        file[file.length / 2] ^= 1;

        Refused refused = Refused.saying(() -> Plain.backup(NAME, file).verify(List.of()));

        assertThat(refused.diagnosis()).isEqualTo(Diagnosis.KEY_MISSING);
        assertThat(refused.message()).contains("check sum does not match");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aKeyOfTheOtherKindIsNamedAsSuch(Format format) {
        BackupKey key = format == Format.CRYPT15 ? Plain.keyFile(PHONE) : Plain.root(PHONE);

        Refused refused = refused(made(format), key);

        assertThat(refused.diagnosis()).isEqualTo(Diagnosis.WRONG_KIND_OF_KEY);
        assertThat(refused.message()).contains(NAME, key.name());
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"CRYPT12", "CRYPT14"})
    void theKeyFileOfAnotherBackupIsKnownByItsSalts(Format format) {
        Refused refused = refused(made(format), Plain.keyFile(OTHER));

        assertThat(refused.diagnosis()).isEqualTo(Diagnosis.KEY_OF_ANOTHER_BACKUP);
        assertThat(refused.message()).contains(NAME, "another key");
    }

    @Test
    void aKeyFileWithTheRightSaltsAndAnotherKeyIsTheWrongKey() {
        byte[] content = PHONE.keyBody();
        content[content.length - 1] ^= 1;

        assertThat(refused(made(Format.CRYPT14), BackupKey.parse("key", content)).diagnosis())
                .isEqualTo(Diagnosis.WRONG_KEY);
    }

    @Test
    void anotherRootIsTheWrongKeyOfAWholeFile() {
        Refused refused =
                refused(made(Format.CRYPT15), Plain.root(OTHER), Plain.root(new PhoneKey(13)));

        assertThat(refused.diagnosis()).isEqualTo(Diagnosis.WRONG_KEY);
        assertThat(refused.message()).contains(NAME, "is whole", "encrypted_backup.key");
    }

    /// Without a check sum nothing tells the two apart: both are said.
    @Test
    void inABackupOfSeveralFilesAWrongRootMayBeDamage() {
        Refused refused = refused(made(Format.CRYPT15).withoutChecksum(), Plain.root(OTHER));

        assertThat(refused.diagnosis()).isEqualTo(Diagnosis.DAMAGED);
        assertThat(refused.message()).contains("several files", "the key is the wrong one");
    }

    @Test
    void inABackupOfSeveralFilesTheSaltsStillTellAnotherBackupsKey() {
        assertThat(
                        refused(made(Format.CRYPT14).withoutChecksum(), Plain.keyFile(OTHER))
                                .diagnosis())
                .isEqualTo(Diagnosis.KEY_OF_ANOTHER_BACKUP);
    }

    @Test
    void passwordAndPasskeyAreNamedWithAndWithoutKeys() {
        for (BackupKey[] keys :
                new BackupKey[][] {{}, {Plain.keyFile(PHONE)}, {Plain.root(OTHER)}}) {
            Refused password = refused(made(Format.CRYPT15).keyKind(2), keys);
            Refused passkey = refused(made(Format.CRYPT15).keyKind(4), keys);
            Refused wrapped = refused(made(Format.CRYPT15).passkey(false), keys);

            assertThat(password.diagnosis()).isEqualTo(Diagnosis.PASSWORD_PROTECTED);
            assertThat(passkey.diagnosis()).isEqualTo(Diagnosis.PASSKEY_PROTECTED);
            assertThat(wrapped.diagnosis()).isEqualTo(Diagnosis.PASSKEY_PROTECTED);
            assertThat(password.message()).contains(NAME, "64-digit key", "password");
            assertThat(passkey.message()).contains(NAME, "64-digit key", "passkey");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "msgstore-increment-1-2026-11-28.1.db.crypt15",
                "Databases/msgstore-increment-3-2026-01-02.1.db.crypt14",
                "C:\\Backup\\MSGSTORE-INCREMENT-2-2026-01-02.1.db.crypt15"
            })
    void incrementsAreRefusedWithTheReason(String name) {
        byte[] file = made(Format.CRYPT15).encrypt(PLAIN);

        Refused refused = Refused.saying(() -> Plain.backup(name, file));

        assertThat(refused.diagnosis()).isEqualTo(Diagnosis.INCREMENT);
        assertThat(refused.message()).contains(name, "full backup of that day");
    }

    @Test
    void formatsBeforeCrypt12AreNamed() {
        assertThat(Refused.by(() -> Plain.backup("msgstore.db.crypt8", PLAIN)))
                .isEqualTo(Diagnosis.OUTDATED_FORMAT);
    }

    @Test
    void whatIsNoBackupIsNotCalledDamagedUnlessItsNameSaysBackup() {
        Refused other = Refused.saying(() -> Plain.backup("chat.txt", "Hello".getBytes(UTF_8)));
        Refused named = Refused.saying(() -> Plain.backup(NAME, PLAIN));

        assertThat(other.diagnosis()).isEqualTo(Diagnosis.NOT_A_BACKUP);
        assertThat(other.message()).contains("chat.txt").doesNotContain("destroyed");
        assertThat(named.diagnosis()).isEqualTo(Diagnosis.NOT_A_BACKUP);
        assertThat(named.message()).contains("destroyed");
    }

    @Test
    void damageSaysToCopyAgain() {
        byte[] file = made(Format.CRYPT15).encrypt(PLAIN);
        file[file.length / 2] ^= 1;

        Refused refused =
                Refused.saying(() -> Plain.backup(NAME, file).verify(List.of(Plain.root(PHONE))));

        assertThat(refused.diagnosis()).isEqualTo(Diagnosis.DAMAGED);
        assertThat(refused.message()).contains(NAME, "Copy it from the phone again", "USB");
    }

    @Test
    void damageIsToldFromTheWrongKeyByTheCheckSum() {
        byte[] file = made(Format.CRYPT15).encrypt(PLAIN);
        file[file.length / 2] ^= 1;

        assertThat(Refused.by(() -> Plain.of(file, Plain.root(OTHER))))
                .isEqualTo(Diagnosis.DAMAGED);
    }

    @Test
    void anyOtherFailureHasNoDiagnosis() {
        assertThat(Diagnosis.of(new WharfException(ErrorCode.BUG, "x"))).isEmpty();
    }

    private static Refused refused(CryptBackups backups, BackupKey... keys) {
        byte[] file = backups.encrypt(PLAIN);
        return Refused.saying(() -> Plain.backup(NAME, file).verify(List.of(keys)));
    }

    private static CryptBackups made(Format format) {
        return CryptBackups.of(format, PHONE);
    }
}
