package dev.wharf.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs `wharf import` as a process of its own, as a person would, and watches its memory.
public final class ChildImport {
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Path home;
    private final List<String> jvm;

    /// @param jvm options of the child, such as `-Xmx512m`
    public ChildImport(Path home, List<String> jvm) {
        this.home = home;
        this.jvm = List.copyOf(jvm);
    }

    /// @param peakKilobytes highest resident set, 0 where the system does not tell
    public record Outcome(
            int exitCode, Duration took, Duration cpu, long peakKilobytes, Path json) {}

    /// @param arguments of `wharf import`, `--json` and `--home` left out
    public Outcome run(List<String> arguments) throws IOException, InterruptedException {
        Path json = home.resolveSibling("import.json");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.wharf.app.Main",
                        "import"));
        command.addAll(arguments);
        command.addAll(List.of("--json", "--home", home.toString()));
        long began = System.nanoTime();
        Process child =
                new ProcessBuilder(command)
                        .redirectOutput(json.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long peak = 0;
        Duration cpu = Duration.ZERO;
        while (!child.waitFor(Duration.ofMillis(100))) {
            peak = Math.max(peak, peakOf(child.pid()));
            cpu = child.info().totalCpuDuration().orElse(cpu);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return new Outcome(child.exitValue(), took, cpu, peak, json);
    }

    private static long peakOf(long pid) {
        try {
            Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return peak.find() ? Long.parseLong(peak.group(1)) : 0;
        } catch (IOException _) {
            return 0;
        }
    }
}
