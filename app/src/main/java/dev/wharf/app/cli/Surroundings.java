package dev.wharf.app.cli;

import dev.wharf.app.console.Console;
import dev.wharf.core.ledger.Actor;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// All that a command takes from the process it runs in, so that a test can give it another.
///
/// @param terminals digits of the standard streams that are terminals: `012`
public record Surroundings(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        String terminals,
        Path directory,
        Path userHome,
        String userName,
        String hostName,
        Clock clock) {

    private static final int USUAL_WIDTH = 80;

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    public static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Surroundings(
                environment,
                System.in,
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                environment.getOrDefault("WHARF_TTY", ""),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("user.home", "/")),
                System.getProperty("user.name", "unknown"),
                hostName(environment),
                Clock.systemUTC());
    }

    /// Read, not asked of the network: that can take seconds.
    private static String hostName(Map<String, String> environment) {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException _) {
            return environment.getOrDefault("HOSTNAME", "localhost");
        }
    }

    /// Who the ledger says it was.
    public Actor actor() {
        return Actor.user(userName, hostName);
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /// A path as given on the command line or in a setting.
    public Path path(String given) {
        return directory.resolve(given).normalize();
    }

    public Console.Look look() {
        boolean out = terminals.contains("1");
        boolean colours =
                out && variable("NO_COLOR").isEmpty() && !"dumb".equals(environment.get("TERM"));
        return new Console.Look(out, terminals.contains("2"), width(), colours);
    }

    private int width() {
        try {
            return variable("COLUMNS")
                    .map(Integer::parseInt)
                    .filter(n -> n > 0)
                    .orElse(USUAL_WIDTH);
        } catch (NumberFormatException _) {
            return USUAL_WIDTH;
        }
    }
}
