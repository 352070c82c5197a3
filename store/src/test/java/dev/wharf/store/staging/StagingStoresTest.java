package dev.wharf.store.staging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.store.object.DiskStaging;
import dev.wharf.store.object.ObjectName;
import dev.wharf.testkit.MemoryKeyVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Collectors;

class StagingStoresTest {
    @TempDir Path folder;

    private static OpenedStaging open(Path folder) {
        return StagingStores.open(
                new DiskStaging(folder),
                new MemoryKeyVault(),
                Clock.systemUTC(),
                new SecureRandom());
    }

    @Test
    void whatIsMeasuredIsWhatLiesThereSealed() throws IOException {
        try (OpenedStaging staging = open(folder)) {
            staging.objects()
                    .put(new ObjectName("run/one"), new ByteArrayInputStream(new byte[100]), 100);

            assertThat(staging.occupancy().objects()).isEqualTo(1);
            assertThat(staging.occupancy().bytes()).isEqualTo(100 + 16 + 40 + 16);
        }
    }

    /// Who stages on disk never loads a cloud's SDK: here it is not even there.
    @Test
    void stagingOnDiskNeedsNoSdk() throws Exception {
        String lean =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(jar -> !jar.contains("/com/azure/"))
                        .filter(jar -> !jar.contains("/software/amazon/"))
                        .filter(jar -> !jar.contains("/reactor-core/"))
                        .collect(Collectors.joining(File.pathSeparator));
        Process child =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                lean,
                                Lean.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
    }

    static final class Lean {
        private Lean() {}

        public static void main(String[] arguments) throws IOException {
            try (OpenedStaging staging = open(Path.of(arguments[0]))) {
                staging.objects()
                        .put(new ObjectName("run/one"), new ByteArrayInputStream(new byte[9]), 9);
            }
        }
    }
}
