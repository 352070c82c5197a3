package dev.wharf.bench.crypt;

import dev.wharf.capture.crypt.BackupKey;
import dev.wharf.capture.crypt.CryptBackup;
import dev.wharf.capture.crypt.Verified;
import dev.wharf.capture.file.FileBody;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What the child of [CryptBenchmark] measures: medians of the rounds after a first one.
///
/// One file is not packed, so opening it is MD5, GHASH and AES-CTR; MD5 of as many bytes is
/// measured beside it and taken off. The other is packed, as a database is.
final class OpenedBackups {
    private static final int CHUNK = 64 * 1024;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private OpenedBackups() {}

    private record Round(double ctr, double md5, double verify, double decrypt, double packed) {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        Path packed = Path.of(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        long size = Files.size(file);
        BackupKey key = BackupKey.parse("root", CryptBenchmark.PHONE.rootFile());
        List<Round> measured = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double ctr = seconds(() -> ctr(file));
            double md5 = seconds(() -> md5(size));
            Verified[] verified = new Verified[1];
            double verify = seconds(() -> verified[0] = verify(file, key));
            double decrypt = seconds(() -> decrypt(verified[0]));
            double whole = seconds(() -> decrypt(verify(packed, key)));
            System.out.printf(
                    "round %d: AES-CTR %.3f s, MD5 %.3f s, verify %.3f s, decrypt %.3f s%n",
                    round, ctr, md5, verify, decrypt);
            if (round > 0) {
                measured.add(new Round(ctr, md5, verify, decrypt, whole));
            }
        }
        double opened =
                median(measured, Round::verify)
                        - median(measured, Round::md5)
                        + median(measured, Round::decrypt);
        System.out.printf(
                "%d MB in a heap of %d MB: %.2fx of AES-CTR without MD5 and inflate; packed, %d MB with both %.1f s; peak %s%n",
                size >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                median(measured, Round::ctr) / opened,
                Files.size(packed) >> 20,
                median(measured, Round::packed),
                peak());
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
        return rounds.stream().mapToDouble(of).sorted().toArray()[rounds.size() / 2];
    }

    /// Of the processor, in this thread: other processes take time, too.
    private static double seconds(Callable<?> work) throws Exception {
        long began = THREADS.getCurrentThreadCpuTime();
        work.call();
        return (THREADS.getCurrentThreadCpuTime() - began) / 1e9;
    }

    private static Verified verify(Path file, BackupKey key) {
        return CryptBackup.open(file.getFileName().toString(), new FileBody(file))
                .verify(List.of(key));
    }

    private static long decrypt(Verified verified) throws IOException {
        return verified.decryptTo(OutputStream.nullOutputStream());
    }

    private static long ctr(Path file) throws IOException, GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(new byte[32], "AES"),
                new IvParameterSpec(new byte[16]));
        byte[] in = new byte[CHUNK];
        byte[] out = new byte[CHUNK];
        long bytes = 0;
        try (InputStream stream = Files.newInputStream(file)) {
            int read;
            while ((read = stream.read(in)) > 0) {
                bytes += cipher.update(in, 0, read, out, 0);
            }
        }
        return bytes;
    }

    private static byte[] md5(long size) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        byte[] chunk = new byte[CHUNK];
        for (long left = size; left > 0; left -= chunk.length) {
            digest.update(chunk, 0, (int) Math.min(left, chunk.length));
        }
        return digest.digest();
    }

    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .map(line -> line.replaceAll("\\s+", " "))
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
