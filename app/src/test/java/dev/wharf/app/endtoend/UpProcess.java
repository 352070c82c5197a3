package dev.wharf.app.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `wharf up` as it is shipped: the launcher, the archive's process and the site's.
final class UpProcess implements AutoCloseable {
    private static final Path LAUNCHER = Path.of("target/bin/wharf").toAbsolutePath();
    private static final Pattern READY =
            Pattern.compile("Wharf is up\\. Site: (\\S+) {2}health and metrics: (\\S+) ");
    private static final Pattern PASSWORD = Pattern.compile("shown this once: (\\S+)");

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final URI site;
    private final URI health;

    /// Ready when it returns.
    ///
    /// @param folder to work in; the home is in it
    UpProcess(Path folder, Map<String, String> settings) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        LAUNCHER.toString(), "up", "--recovery-key-file", "recovery-key");
        builder.directory(folder.toFile());
        builder.redirectErrorStream(true);
        builder.environment().put("WHARF_HOME", folder.resolve("home").toString());
        builder.environment().put("WHARF_CACHE", folder.resolve("cache").toString());
        builder.environment().put("WHARF_SITE_LISTEN", "127.0.0.1:0");
        builder.environment().put("WHARF_SITE_HEALTH", "127.0.0.1:0");
        builder.environment().putAll(settings);
        process = builder.start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        Matcher ready = await(READY, lines);
        site = URI.create(ready.group(1));
        health = URI.create(ready.group(2));
        Thread.ofVirtual().start(() -> listen(lines));
    }

    private void listen(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
            }
        } catch (IOException _) {
            // It has ended.
        }
    }

    private Matcher await(Pattern wanted, BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            Matcher found = wanted.matcher(line);
            if (found.find()) {
                return found;
            }
        }
        throw new IOException("wharf up ended: " + said);
    }

    URI site() {
        return site;
    }

    URI health() {
        return health;
    }

    /// What it and the site's process have printed so far.
    List<String> said() {
        return List.copyOf(said);
    }

    /// The first start's administrator.
    String password() {
        return said.stream()
                .map(PASSWORD::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
