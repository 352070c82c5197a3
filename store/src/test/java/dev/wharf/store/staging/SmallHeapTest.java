package dev.wharf.store.staging;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;

import dev.wharf.core.key.Secret;
import dev.wharf.store.object.AzureCloud;
import dev.wharf.store.object.AzureSignIn;
import dev.wharf.store.object.AzureStaging;
import dev.wharf.store.object.DiskStaging;
import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.S3SignIn;
import dev.wharf.store.object.S3Staging;
import dev.wharf.store.object.StagingSettings;
import dev.wharf.store.object.ToolProcess;
import dev.wharf.testkit.MemoryKeyVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;

/// An object many times as large as the heap goes in and comes out, sealed, wherever staging lies:
/// 96 MB in 48 MB; 2 GB with the profile `torture`.
class SmallHeapTest {
    private static final String ACCOUNT = "devstoreaccount1";

    /// Published by Microsoft for the emulator.
    private static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    @TempDir Path folder;

    @Test
    void onDisk() throws Exception {
        passes("disk", folder.toString());
    }

    @Test
    void inAzure() throws Exception {
        try (ToolProcess azurite = ToolProcess.azurite(folder)) {
            new BlobContainerClientBuilder()
                    .endpoint(azurite.address() + "/" + ACCOUNT)
                    .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
                    .containerName("staging")
                    .buildClient()
                    .create();
            passes("azure", azurite.address().toString());
        }
    }

    @Test
    void inS3() throws Exception {
        try (ToolProcess mock = ToolProcess.s3mock(folder, "staging")) {
            passes("s3", mock.address().toString());
        }
    }

    private static void passes(String where, String place) throws Exception {
        long size = Integer.getInteger("wharf.torture", 5) > 5 ? 2L << 30 : 96L << 20;
        Process child =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx48m",
                                "-XX:+UseSerialGC",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Passing.class.getName(),
                                where,
                                place,
                                Long.toString(size))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).contains("passed");
    }

    static final class Passing {
        private Passing() {}

        public static void main(String[] arguments) throws IOException {
            long size = Long.parseLong(arguments[2]);
            long began = System.nanoTime();
            try (OpenedStaging staging =
                    StagingStores.open(
                            settings(arguments[0], arguments[1]),
                            new MemoryKeyVault(),
                            Clock.systemUTC(),
                            new SecureRandom())) {
                ObjectName name = new ObjectName("run/large");
                staging.objects().put(name, new Invented(size), size);
                long put = System.nanoTime();
                try (InputStream expected = new Invented(size);
                        InputStream found = staging.objects().open(name)) {
                    compare(expected, found);
                }
                long read = System.nanoTime();
                System.out.printf(
                        "passed: %d MB, in %d MB/s, out %d MB/s%n",
                        size >> 20, size * 1000 / (put - began), size * 1000 / (read - put));
            }
        }

        private static void compare(InputStream expected, InputStream found) throws IOException {
            byte[] one = new byte[64 * 1024];
            byte[] two = new byte[64 * 1024];
            int n;
            do {
                n = expected.readNBytes(one, 0, one.length);
                if (found.readNBytes(two, 0, two.length) != n
                        || !java.util.Arrays.equals(one, 0, n, two, 0, n)) {
                    throw new IllegalStateException("something else came out");
                }
            } while (n == one.length);
        }

        private static StagingSettings settings(String where, String place) {
            return switch (where) {
                case "disk" -> new DiskStaging(Path.of(place));
                case "azure" ->
                        new AzureStaging(
                                ACCOUNT,
                                "staging",
                                "",
                                AzureCloud.GLOBAL,
                                URI.create(place + "/" + ACCOUNT),
                                new AzureSignIn.AccountKey(secret(KEY)));
                default ->
                        new S3Staging(
                                "staging",
                                "",
                                "us-east-1",
                                URI.create(place),
                                true,
                                new S3SignIn.StaticKeys("wharf", secret("not-so-secret")));
            };
        }

        private static Secret secret(String text) {
            return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// So many bytes, the same each time.
    private static final class Invented extends InputStream {
        private final byte[] block = new byte[1 << 20];
        private final long size;
        private long position;

        Invented(long size) {
            this.size = size;
            new Random(1).nextBytes(block);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position >= size) {
                return -1;
            }
            int at = (int) (position % block.length);
            int n = (int) Math.min(Math.min(length, block.length - at), size - position);
            System.arraycopy(block, at, target, offset, n);
            position += n;
            return n;
        }
    }
}
