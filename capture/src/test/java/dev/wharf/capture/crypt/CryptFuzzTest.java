package dev.wharf.capture.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.crypt.CryptBackups;
import dev.wharf.testkit.crypt.CryptBackups.Format;
import dev.wharf.testkit.crypt.PhoneKey;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Whatever the bytes: recognised or not, opened or refused with a diagnosis, and nothing else.
class CryptFuzzTest {
    private static final List<Format> FORMATS = List.of(Format.values());
    private static final PhoneKey PHONE = new PhoneKey(21);
    private static final BackupKey[] KEYS = {Plain.keyFile(PHONE), Plain.root(PHONE)};
    private static final byte[] PLAIN = Plain.database(7, 3_000);

    @FuzzTest
    void anyBytes(byte[] bytes) {
        opensOrIsRefused(bytes);
    }

    @Test
    void headersWithBytesChanged() {
        Random random = new Random(20261128);
        for (int round = 0; round < 3_000; round++) {
            CryptBackups backups =
                    CryptBackups.of(FORMATS.get(random.nextInt(3)), PHONE)
                            .features(random.nextInt(40))
                            .unknownFields(random.nextInt(20));
            if (random.nextInt(3) == 0) {
                backups.passkey(random.nextBoolean());
            }
            byte[] file = backups.encrypt(PLAIN);
            for (int i = random.nextInt(6); i >= 0; i--) {
                file[random.nextInt(backups.headerLength())] = (byte) random.nextInt(256);
            }
            opensOrIsRefused(file);
        }
    }

    @Test
    void otherFilesAreNotTakenForBackups() throws IOException {
        List<byte[]> others =
                List.of(
                        new byte[0],
                        new byte[100_000],
                        PLAIN,
                        "[27.03.22, 21:41:55] Anna: \u200eHello\r\n".repeat(900).getBytes(UTF_8),
                        head("504b0304140000000800"),
                        head("ffd8ffe000104a464946000101"),
                        head("89504e470d0a1a0a0000000d"),
                        head("255044462d312e370a"),
                        head("0001000000110100"),
                        head("0000001c66747970"),
                        head("022a00"),
                        head("00010100"),
                        PHONE.keyFile(),
                        PHONE.rootFile(),
                        PHONE.root());
        for (byte[] other : others) {
            assertThat(isCrypt(other)).isFalse();
        }
    }

    @Test
    void randomBytesAreNotTakenForBackups() throws IOException {
        Random random = new Random(20261129);
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = new byte[300];
            random.nextBytes(bytes);
            bytes[0] = (byte) random.nextInt(200);
            assertThat(isCrypt(bytes)).as("round %d", round).isFalse();
        }
    }

    private static byte[] head(String hex) {
        byte[] start = HexFormat.of().parseHex(hex);
        byte[] file = new byte[5_000];
        System.arraycopy(start, 0, file, 0, start.length);
        return file;
    }

    private static boolean isCrypt(byte[] bytes) throws IOException {
        return CryptBackup.isCrypt(new ByteArrayInputStream(bytes));
    }

    private static void opensOrIsRefused(byte[] bytes) {
        byte[] plain;
        try {
            plain = Plain.of(bytes, KEYS);
        } catch (WharfException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            assertThat(Diagnosis.of(refused)).isPresent();
            return;
        }
        assertThat(plain).isEqualTo(PLAIN);
    }
}
