package dev.wharf.bench.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// [SiteLoadServer] as a process of its own, and what the system says of it.
final class ChildSite implements AutoCloseable {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern GROUPS =
            Pattern.compile("(?m)^wharf_journal_fsync_groups (\\S+)$");

    private final Process process;
    private final int port;
    private final int diagnosticsPort;

    /// @param jvm options of the child
    ChildSite(Path folder, List<String> jvm) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        SiteLoadServer.class.getName(),
                        folder.toString()));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String ports = said.readLine();
        if (ports == null) {
            throw new IOException("the server did not start");
        }
        port = Integer.parseInt(ports.split(" ")[0]);
        diagnosticsPort = Integer.parseInt(ports.split(" ")[1]);
    }

    int port() {
        return port;
    }

    long forces() throws IOException {
        URI metrics = URI.create("http://127.0.0.1:%d/metrics".formatted(diagnosticsPort));
        try (InputStream in = metrics.toURL().openStream()) {
            Matcher groups = GROUPS.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            if (!groups.find()) {
                throw new IOException("the metrics do not count fsyncs");
            }
            return (long) Double.parseDouble(groups.group(1));
        }
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    long residentMegabytes() throws IOException {
        Matcher resident =
                RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        return resident.find() ? Long.parseLong(resident.group(1)) / 1024 : 0;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(Duration.ofSeconds(30))) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            throw new IOException(stopped);
        }
    }
}
