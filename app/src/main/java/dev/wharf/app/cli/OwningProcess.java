package dev.wharf.app.cli;

import dev.wharf.app.local.VerbClient;
import dev.wharf.app.local.VerbRequest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// The process that owns a directory, met over its socket.
record OwningProcess(Surroundings surroundings, Stop stop, List<String> arguments)
        implements Elsewhere {

    private static final Set<String> ALSO = Set.of("NO_COLOR", "COLUMNS", "TERM");

    /// The owner has opened its vault; no secret travels.
    private static final String SECRET = "WHARF_PASSPHRASE";

    @Override
    public OptionalInt run(Path owned) {
        return new VerbClient(owned, Version.text())
                .run(
                        new VerbRequest(
                                arguments,
                                surroundings.directory().toAbsolutePath(),
                                surroundings.userHome().toAbsolutePath(),
                                surroundings.terminals(),
                                variables()),
                        new VerbClient.Streams(
                                surroundings.in(), surroundings.out(), surroundings.err()),
                        stop::whenRequested);
    }

    private Map<String, String> variables() {
        return surroundings.environment().entrySet().stream()
                .filter(each -> matters(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean matters(String name) {
        return (name.startsWith("WHARF_") && !name.equals(SECRET)) || ALSO.contains(name);
    }
}
