package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorCheck;
import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.home.Home;
import dev.wharf.connector.definition.Connector;
import dev.wharf.core.Finding;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;

@Command(
        name = "doctor",
        description = {
            "Check a connector's destinations, directory and staging, without delivering anything.",
            "Exit code 4 when something is bad."
        })
final class ConnectorDoctor extends ConnectorVerb {

    @Parameters(paramLabel = "NAME", description = "The connector.")
    String name = "";

    @Option(
            names = "--inside",
            paramLabel = "MAILBOX",
            description = "A mailbox that must be reachable; may be given several times.")
    List<String> inside = new ArrayList<>();

    @Option(
            names = "--outside",
            paramLabel = "MAILBOX",
            description = "One that must not be: a canary outside the application's scope.")
    List<String> outside = new ArrayList<>();

    @Option(names = "--all", description = "Show what is good, too.")
    boolean all;

    ConnectorDoctor(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) {
        Connector connector = living(parts, name);
        ConnectorCheck check = new ConnectorCheck(parts);
        List<Finding> findings =
                new ArrayList<>(
                        check.findings(
                                connector.definition(), addresses(inside), addresses(outside)));
        findings.addAll(check.forgotten(connector));
        return new FindingsView(console(), all).show(findings) > 0
                ? ExitCode.INCOMPLETE
                : ExitCode.OK;
    }

    private static List<EmailAddress> addresses(List<String> texts) {
        return texts.stream()
                .map(
                        text ->
                                EmailAddress.parse(text)
                                        .orElseThrow(
                                                () ->
                                                        new WharfException(
                                                                ErrorCode.QUERY_INVALID,
                                                                "'%s' is no e-mail address."
                                                                        .formatted(text))))
                .toList();
    }
}
