package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.Map;

@Command(name = "remove", description = "Destroy a secret; connectors that refer to it fail.")
final class ConnectorSecretRemove extends ConnectorVerb {

    @Parameters(paramLabel = "NAME", description = "The secret.")
    String name = "";

    ConnectorSecretRemove(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) {
        if (!parts.secrets().remove(name)) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND, "There is no secret '%s'.".formatted(name));
        }
        record(
                home,
                ActKind.CREDENTIAL,
                Subject.of(Subject.Type.CREDENTIAL, "connector/" + name),
                Map.of("act", "remove"));
        console().print("The secret %s is destroyed.".formatted(name));
        console().print(Json.object().with("name", name));
        return ExitCode.OK;
    }
}
