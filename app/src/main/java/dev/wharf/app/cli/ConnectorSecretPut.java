package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.Map;

@Command(
        name = "put",
        description = {
            "Enter a secret that connector files refer to as secret:NAME, from standard input or a file.",
            "One of that name is replaced."
        })
final class ConnectorSecretPut extends ConnectorVerb {

    @Parameters(paramLabel = "NAME", description = "Such as imap/password.")
    String name = "";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Where it is; else it is read from standard input.")
    @Nullable String file;

    ConnectorSecretPut(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) throws IOException {
        try (Secret secret = GivenSecret.read(this, file, name + " (is shown as you type): ")) {
            parts.secrets().put(name, secret);
        }
        record(
                home,
                ActKind.CREDENTIAL,
                Subject.of(Subject.Type.CREDENTIAL, "connector/" + name),
                Map.of("act", "put"));
        console().print("The secret %s is kept, sealed.".formatted(name));
        console().print(Json.object().with("name", name));
        return ExitCode.OK;
    }
}
