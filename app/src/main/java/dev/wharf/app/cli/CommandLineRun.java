package dev.wharf.app.cli;

import dev.wharf.app.home.Homes;
import dev.wharf.app.site.OwnSites;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// One run of the command line: reads the arguments, runs the verb, ends with its exit code.
public final class CommandLineRun {

    private final Surroundings surroundings;
    private final Stop stop;
    private final Places places;
    private final Function<List<String>, Elsewhere> elsewhere;

    /// A command that is sent to the process which owns what it needs, when there is one.
    public CommandLineRun(Surroundings surroundings, Stop stop, Homes homes) {
        this(
                surroundings,
                stop,
                new Places(homes, new OwnSites(surroundings.actor(), surroundings.clock())),
                arguments -> new OwningProcess(surroundings, stop, arguments));
    }

    CommandLineRun(
            Surroundings surroundings,
            Stop stop,
            Places places,
            Function<List<String>, Elsewhere> elsewhere) {
        this.surroundings = surroundings;
        this.stop = stop;
        this.places = places;
        this.elsewhere = elsewhere;
    }

    /// @return the exit code: [ExitCode]
    public int run(String... args) {
        Session session = new Session(surroundings, stop, places, elsewhere.apply(List.of(args)));
        CommandLine line = Verbs.commandLine(session, args);
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(this::wrongUse);
        line.setUsageHelpWidth(Math.clamp(surroundings.look().width(), 80, 120));
        int status = line.execute(args);
        return stop.isRequested() ? ExitCode.INTERRUPTED.number() : status;
    }

    private int wrongUse(ParameterException e, String[] args) {
        String verb = e.getCommandLine().getCommandSpec().qualifiedName();
        String message =
                "%s (see '%s --help')".formatted(String.valueOf(e.getMessage()).strip(), verb);
        boolean json = Arrays.asList(args).contains("--json");
        return Failure.usage(message).show(surroundings, json).number();
    }
}
