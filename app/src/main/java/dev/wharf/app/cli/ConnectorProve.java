package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.connector.TenantTrial;
import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.connector.definition.Connector;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.microsoft365.proof.ProofReport;
import dev.wharf.destinations.microsoft365.proof.ProofWriter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

@Command(
        name = "prove",
        description = {
            "Ask your own Microsoft 365 tenant what no document settles, with marked test items that are removed again.",
            "Exit code 4 when something is otherwise than Wharf expects."
        })
final class ConnectorProve extends ConnectorVerb {

    @Parameters(paramLabel = "NAME", description = "The connector.")
    String name = "";

    @Option(
            names = "--mailbox",
            paramLabel = "MAILBOX",
            required = true,
            description = "A mailbox to try it in; best one made for it.")
    String mailbox = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where the dated report goes.")
    @Nullable String out;

    ConnectorProve(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) throws IOException {
        Connector connector = living(parts, name);
        EmailAddress address =
                EmailAddress.parse(mailbox)
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.QUERY_INVALID,
                                                "'%s' is no e-mail address.".formatted(mailbox)));
        ProofReport report =
                new TenantTrial(parts, surroundings().clock())
                        .prove(connector.definition(), address);
        record(
                home,
                ActKind.VERIFY,
                Subject.of(Subject.Type.CONFIG, "connector/" + connector.name()),
                Map.of("what", "tenant", "mailbox", address.value()));
        String text = ProofWriter.markdown(report);
        if (out != null) {
            Path file = surroundings().path(out);
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            console().say("The report is in %s.".formatted(file));
        }
        console().print(text.strip());
        console().print(Json.object().with("report", new Json.Raw(ProofWriter.json(report))));
        return report.isAsExpected() && report.left().isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
}
