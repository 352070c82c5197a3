package dev.wharf.capture.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.capture.file.FileBody;
import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.crypt.CryptBackups;
import dev.wharf.testkit.crypt.CryptBackups.Format;
import dev.wharf.testkit.crypt.PhoneKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// A backup larger than the heap opens, and a damaged one is diagnosed: 150 MB in 64 MB; 600 MB
/// with the profile `torture`.
class SmallHeapTest {
    private static final PhoneKey PHONE = new PhoneKey(31);

    @TempDir Path folder;

    @Test
    void opensInAHeapOf64Megabytes() throws Exception {
        long size = Integer.getInteger("wharf.torture", 5) > 5 ? 600L << 20 : 150L << 20;
        Path file = folder.resolve("msgstore.db.crypt15");
        MessageDigest plain = MessageDigest.getInstance("SHA-256");
        try (OutputStream out = Files.newOutputStream(file);
                InputStream in = new DigestInputStream(new Invented(size), plain)) {
            CryptBackups.of(Format.CRYPT15, PHONE).level(0).encrypt(in, out);
        }

        String said = child(file);

        assertThat(said)
                .contains("%d bytes %s".formatted(size, HexFormat.of().formatHex(plain.digest())));
    }

    @Test
    void diagnosesDamageInAHeapOf64Megabytes() throws Exception {
        Path file = folder.resolve("msgstore.db.crypt15");
        try (OutputStream out = Files.newOutputStream(file)) {
            CryptBackups.of(Format.CRYPT15, PHONE).level(0).encrypt(new Invented(100L << 20), out);
        }
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1_000_000);
        }

        assertThat(child(file)).contains("TRUNCATED");
    }

    private static String child(Path file) throws Exception {
        Process child =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Opening.class.getName(),
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        return said;
    }

    static final class Opening {
        private Opening() {}

        public static void main(String[] arguments) throws Exception {
            Path file = Path.of(arguments[0]);
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                Verified verified =
                        CryptBackup.open(file.getFileName().toString(), new FileBody(file))
                                .verify(List.of(Plain.root(PHONE)));
                long length =
                        verified.decryptTo(
                                new DigestOutputStream(OutputStream.nullOutputStream(), digest));
                System.out.printf(
                        "%d bytes %s%n", length, HexFormat.of().formatHex(digest.digest()));
            } catch (WharfException refused) {
                System.out.println(Diagnosis.of(refused).orElseThrow(() -> refused));
            }
        }
    }

    /// So many bytes without a pattern, the same each time.
    private static final class Invented extends InputStream {
        private final byte[] block = new byte[1 << 20];
        private long left;

        Invented(long size) {
            left = size;
            new Random(1).nextBytes(block);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int n = (int) Math.min(Math.min(length, block.length), left);
            System.arraycopy(block, 0, target, offset, n);
            left -= n;
            return n;
        }
    }
}
