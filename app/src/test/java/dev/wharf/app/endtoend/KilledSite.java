package dev.wharf.app.endtoend;

import dev.wharf.app.Main;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// `wharf site run` as a process of its own out of this one's class path, so that the fast tests
/// can kill it too; what is shipped is [SiteChild]'s.
final class KilledSite implements AutoCloseable {
    private final Process process;

    /// Ready when it returns.
    KilledSite(PreparedSite site, Path folder) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.config.class=dev.wharf.app.Logging",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "site",
                        "run",
                        "--json");
        builder.redirectError(folder.resolve("log").toFile());
        builder.environment().putAll(site.settings());
        builder.environment().put("WHARF_HOME", folder.resolve("home").toString());
        process = builder.start();
        if (process.inputReader(StandardCharsets.UTF_8).readLine() == null) {
            throw new IOException("the site ended; see " + folder.resolve("log"));
        }
    }

    /// As `kill -9`.
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
