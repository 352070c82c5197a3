package dev.wharf.app.endtoend;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A folder that is a phone to `tools/wharf-upload`: its backups, its configuration and its tools.
/// What curl is called with is written down, and is what anybody on the phone could see.
final class PhoneWithClient {
    private static final Path CLIENT = Path.of("../tools/wharf-upload").toAbsolutePath();

    private final Path folder;
    private final List<String> shell;

    /// @param shell that runs the client, as `busybox sh`
    PhoneWithClient(Path folder, String shell) throws IOException {
        this.folder = folder;
        this.shell = List.of(shell.split(" "));
        Files.createDirectories(folder.resolve("WhatsApp/Databases"));
        Files.createDirectories(folder.resolve("tools"));
        tool("curl", "echo \"curl $*\" >>'%s'".formatted(calls()));
    }

    /// The shells that are on this machine.
    static List<String> shells() {
        return Stream.of("dash", "busybox sh")
                .filter(shell -> installed(shell.split(" ")[0]))
                .toList();
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /// @param exit as `docs/phone-uploads.md` lists them
    record Run(int exit, String out, String err) {}

    Path file(String name) {
        return folder.resolve("WhatsApp/Databases").resolve(name);
    }

    PhoneWithClient with(String name, byte[] backup) throws IOException {
        Files.write(file(name), backup);
        return this;
    }

    PhoneWithClient configured(URI site, String credential, String password, String... more)
            throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# A phone.");
        lines.add("site " + site);
        lines.add("credential " + credential);
        lines.add("password " + password);
        lines.add("folder " + folder.resolve("WhatsApp"));
        lines.add("state " + folder.resolve("state"));
        lines.add("wait 0");
        lines.addAll(List.of(more));
        Files.write(config(), lines);
        Files.setPosixFilePermissions(config(), PosixFilePermissions.fromString("rw-------"));
        return this;
    }

    Path config() {
        return folder.resolve("wharf-upload.conf");
    }

    /// Does something before a tool of the phone does its work.
    PhoneWithClient tool(String name, String first) throws IOException {
        Path tool = folder.resolve("tools").resolve(name);
        Files.writeString(
                tool,
                """
                #!/bin/sh
                %s
                PATH=${PATH#*:}
                exec %s "$@"
                """
                        .formatted(first, name));
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        return this;
    }

    private Path calls() {
        return folder.resolve("calls");
    }

    List<String> seen() throws IOException {
        return Files.exists(calls()) ? Files.readAllLines(calls()) : List.of();
    }

    /// What is noted and kept between two runs.
    List<Path> state() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("state"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    void append(String name, String text) throws IOException {
        Files.writeString(file(name), text, StandardOpenOption.APPEND);
    }

    Process start() throws IOException {
        List<String> command = new ArrayList<>(shell);
        command.add(CLIENT.toString());
        command.add(config().toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(folder.resolve("stderr").toFile());
        builder.redirectOutput(folder.resolve("stdout").toFile());
        builder.environment()
                .merge("PATH", folder.resolve("tools").toString(), (old, own) -> own + ":" + old);
        return builder.start();
    }

    Run run() throws IOException, InterruptedException {
        return ended(start());
    }

    Run ended(Process client) throws IOException, InterruptedException {
        int exit = client.waitFor();
        return new Run(
                exit,
                Files.readString(folder.resolve("stdout"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve("stderr"), StandardCharsets.UTF_8));
    }
}
