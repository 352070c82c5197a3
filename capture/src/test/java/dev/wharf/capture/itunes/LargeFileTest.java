package dev.wharf.capture.itunes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.testkit.ios.ItunesBackupBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// A file many times as large as the heap comes out of an encrypted backup: 200 MB in 32 MB.
class LargeFileTest {
    private static final long SIZE = (200L << 20) + 5;

    @TempDir Path temp;

    @Test
    void aFileLargerThanTheHeapIsDecrypted() throws Exception {
        Process child =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx32m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Reading.class.getName(),
                                temp.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).contains("passed");
    }

    static final class Reading {
        private Reading() {}

        public static void main(String[] arguments) throws IOException {
            Path temp = Path.of(arguments[0]);
            Path phone = temp.resolve("phone");
            ItunesBackupBuilder.encrypted("x")
                    .file(ItunesBackup.WHATSAPP, "large", SIZE, () -> new Invented(SIZE))
                    .writeTo(phone);
            try (ItunesBackup backup =
                            ItunesBackup.open(
                                    new WorkingFolder(temp.resolve("working")),
                                    "phone",
                                    new DiskFolder(phone),
                                    HandedBackup.secrets("x"));
                    InputStream found =
                            backup.files(ItunesBackup.WHATSAPP).getFirst().content().open();
                    InputStream expected = new Invented(SIZE)) {
                compare(expected, found);
            }
            System.out.println("passed");
        }

        private static void compare(InputStream expected, InputStream found) throws IOException {
            byte[] one = new byte[50_000];
            byte[] two = new byte[50_000];
            int n;
            do {
                n = expected.readNBytes(one, 0, one.length);
                if (found.readNBytes(two, 0, two.length) != n
                        || !Arrays.equals(one, 0, n, two, 0, n)) {
                    throw new IllegalStateException("something else came out");
                }
            } while (n == one.length);
        }
    }

    /// Bytes that tell where they are.
    private static final class Invented extends InputStream {
        private final long size;
        private long at;

        Invented(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            return at == size ? -1 : next();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int n = (int) Math.min(length, size - at);
            for (int i = 0; i < n; i++) {
                target[offset + i] = (byte) next();
            }
            return n == 0 && length > 0 ? -1 : n;
        }

        private int next() {
            long place = at++;
            return (int) (place ^ (place >> 8) ^ (place >> 16)) & 0xFF;
        }
    }
}
