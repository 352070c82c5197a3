package dev.wharf.app.endtoend;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// `wharf site run` as a process of its own.
final class SiteChild implements AutoCloseable {
    private static final Path LAUNCHER = Path.of("target/bin/wharf").toAbsolutePath();

    private final Process process;
    private final URI address;

    /// Ready when it returns.
    ///
    /// @param log where its standard error goes
    SiteChild(PreparedSite site, Path home, File log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "site", "run", "--json");
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(site.settings());
        builder.environment().put("WHARF_HOME", home.toString());
        builder.environment().put("WHARF_CACHE", home.resolveSibling("cache").toString());
        process = builder.start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        if (line == null) {
            throw new IOException("the site ended; see " + log);
        }
        JsonNode ready = JsonMapper.shared().readTree(line);
        address = URI.create(ready.path("address").stringValue());
    }

    URI address() {
        return address;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
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
