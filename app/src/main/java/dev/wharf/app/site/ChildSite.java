package dev.wharf.app.site;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The site as a process of its own, which is given no private key and no passphrase.
public final class ChildSite implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final URI address;
    private final URI health;

    private ChildSite(Process process, URI address, URI health) {
        this.process = process;
        this.address = address;
        this.health = health;
    }

    /// Starts it, and returns when it is ready.
    ///
    /// @param home whose `site` directory it is to own
    /// @throws WharfException `SOURCE_UNAVAILABLE` when it does not come up; it says why itself
    public static ChildSite start(Path home) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command(home));
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.environment().keySet().removeIf(ChildSite::tellsTooMuch);
            Process process = builder.start();
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            JsonNode ready = ready(said.readLine());
            Thread.ofVirtual().name("site-output").start(() -> drain(said));
            return new ChildSite(
                    process,
                    URI.create(ready.required("address").stringValue()),
                    URI.create(ready.required("health").stringValue()));
        } catch (IOException | JacksonException failed) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE, "The site did not start.", failed);
        }
    }

    private static JsonNode ready(@org.jspecify.annotations.Nullable String line)
            throws IOException {
        if (line == null) {
            throw new IOException("it ended");
        }
        return JsonMapper.shared().readTree(line);
    }

    private static void drain(BufferedReader said) {
        try {
            while (said.readLine() != null) {
                // It says nothing more that anybody needs.
            }
        } catch (IOException _) {
            // It has ended.
        }
    }

    /// Nothing of what opens the vault reaches the site.
    private static boolean tellsTooMuch(String variable) {
        return variable.contains("PASSPHRASE")
                || variable.equals("CREDENTIALS_DIRECTORY")
                || variable.equals("WHARF_TTY");
    }

    private static List<String> command(Path home) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:-HeapDumpOnOutOfMemoryError",
                        "-XX:+DisableAttachMechanism",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.wharf.app.Main",
                        "site",
                        "run",
                        "--json",
                        "--home",
                        home.toAbsolutePath().toString()));
        return command;
    }

    public URI address() {
        return address;
    }

    public URI health() {
        return health;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public void onExit(Runnable then) {
        Thread.ofVirtual()
                .name("site-end")
                .start(
                        () -> {
                            process.onExit().join();
                            then.run();
                        });
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
