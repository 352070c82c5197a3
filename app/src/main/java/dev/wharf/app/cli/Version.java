package dev.wharf.app.cli;

import dev.wharf.app.console.Json;

import picocli.CommandLine.Command;

import java.util.Optional;

@Command(name = "version", description = "Show the version of Wharf and of its Java.")
final class Version extends Verb {

    Version(Session session) {
        super(session);
    }

    @Override
    boolean needsRest() {
        return false;
    }

    @Override
    ExitCode run() {
        console().print("wharf %s (Java %s)".formatted(text(), Runtime.version()));
        console()
                .print(
                        Json.object()
                                .with("version", text())
                                .with("java", Runtime.version().toString()));
        return ExitCode.OK;
    }

    /// As the build wrote it into the jar.
    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
