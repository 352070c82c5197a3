package dev.wharf.bench.crypt;

import dev.wharf.testkit.crypt.CryptBackups;
import dev.wharf.testkit.crypt.CryptBackups.Format;
import dev.wharf.testkit.crypt.PhoneKey;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// Opens one large crypt15 file in a child with a heap of 64 MB, beside the JDK's AES-CTR over the
/// same bytes in the same process. Arguments: megabytes (600), rounds (5), a folder (a new one).
public final class CryptBenchmark {
    static final PhoneKey PHONE = new PhoneKey(600);

    private CryptBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long megabytes = arguments.length > 0 ? Long.parseLong(arguments[0]) : 600;
        String rounds = arguments.length > 1 ? arguments[1] : "5";
        Path folder =
                arguments.length > 2
                        ? Files.createDirectories(Path.of(arguments[2]))
                        : Files.createTempDirectory("crypt-benchmark");
        Path file = folder.resolve("stickers.zip.crypt15");
        Path packed = folder.resolve("msgstore.db.crypt15");
        try {
            write(file, CryptBackups.of(Format.CRYPT15, PHONE).unpacked(), megabytes);
            write(packed, CryptBackups.of(Format.CRYPT15, PHONE).level(1), megabytes);
            Process child =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx64m",
                                    "-XX:+UseSerialGC",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    OpenedBackups.class.getName(),
                                    file.toString(),
                                    packed.toString(),
                                    rounds)
                            .inheritIO()
                            .start();
            System.exit(child.waitFor());
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(packed);
        }
    }

    private static void write(Path file, CryptBackups backups, long megabytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                InputStream in = new Invented(megabytes)) {
            backups.encrypt(in, out);
        }
    }

    /// Every other 32 bytes are without a pattern: it packs to about its half, as a database does.
    private static final class Invented extends InputStream {
        private final byte[] megabyte = new byte[1 << 20];
        private final Random random = new Random(1);
        private long left;
        private int at = megabyte.length;

        Invented(long megabytes) {
            left = megabytes;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at == megabyte.length && !next()) {
                return -1;
            }
            int n = Math.min(length, megabyte.length - at);
            System.arraycopy(megabyte, at, target, offset, n);
            at += n;
            return n;
        }

        private boolean next() {
            if (left-- <= 0) {
                return false;
            }
            random.nextBytes(megabyte);
            for (int i = 0; i < megabyte.length; i += 64) {
                Arrays.fill(megabyte, i, i + 32, (byte) 'a');
            }
            at = 0;
            return true;
        }
    }
}
