package dev.wharf.store.object;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server of another make, started for tests on a port of its own choosing. `./check` installs
/// them; where one is missing its tests are skipped.
public final class ToolProcess implements AutoCloseable {
    private static final Path TOOLS =
            Path.of("").toAbsolutePath().resolveSibling("build").resolve("tools");

    private final Process process;
    private final URI address;

    private ToolProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /// Microsoft's emulator of Blob Storage.
    public static ToolProcess azurite(Path data) {
        Path main = TOOLS.resolve("node_modules/azurite/dist/src/blob/main.js");
        assumeTrue(Files.exists(main), "Azurite is not installed; ./check installs it");
        return start(
                Pattern.compile("successfully listens on http://127\\.0\\.0\\.1:([0-9]+)"),
                List.of(
                        "node",
                        main.toString(),
                        "--silent",
                        "--disableTelemetry",
                        "--skipApiVersionCheck",
                        "--location",
                        data.toString(),
                        "--blobPort",
                        "0"));
    }

    /// Adobe's S3Mock, with a class path of its own.
    public static ToolProcess s3mock(Path data, String bucket) {
        Path jars = TOOLS.resolve("s3mock");
        assumeTrue(
                Files.exists(jars.resolve("s3mock-5.2.0.jar")),
                "S3Mock is not installed; ./check installs it");
        return start(
                Pattern.compile("Tomcat started on ports .* ([0-9]+) \\(http\\)"),
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dserver.port=0",
                        "-Dhttp.port=0",
                        "-Dvectors.http.port=0",
                        "-Dvectors.https.port=0",
                        "-Dcom.adobe.testing.s3mock.store.root=" + data,
                        "-Dcom.adobe.testing.s3mock.store.initial-buckets=" + bucket,
                        "-Dcom.adobe.testing.s3mock.max-payload-size=64MB",
                        "-cp",
                        jars + "/*",
                        "com.adobe.testing.s3mock.S3MockApplication"));
    }

    private static ToolProcess start(Pattern ready, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true).start();
            return new ToolProcess(process, address(process, ready));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Reads on in the background: a server that nobody listens to stops.
    private static URI address(Process process, Pattern ready) throws IOException {
        BufferedReader out = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            Matcher found = ready.matcher(line);
            if (found.find()) {
                Thread.ofVirtual().start(() -> drain(out));
                return URI.create("http://127.0.0.1:" + found.group(1));
            }
        }
        throw new IllegalStateException("it did not start:\n" + said);
    }

    private static void drain(BufferedReader out) {
        try (out) {
            while (out.readLine() != null) {}
        } catch (IOException _) {
            // It was ended.
        }
    }

    public URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
