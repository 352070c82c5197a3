package dev.wharf.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The verbs below `wharf connector`, in the order in which help shows them.
final class ConnectorVerbs {

    private ConnectorVerbs() {}

    static CommandLine commandLine(Session session) {
        return Verbs.group(
                        new ConnectorGroup(),
                        new ConnectorTerms(session),
                        new ConnectorCreate(session),
                        new ConnectorList(session),
                        new ConnectorShow(session),
                        new ConnectorPlan(session),
                        new ConnectorDoctor(session),
                        new ConnectorProve(session),
                        new ConnectorRunNow(session),
                        new ConnectorRetry(session),
                        new ConnectorPause(session),
                        new ConnectorResume(session),
                        new ConnectorDelete(session),
                        new ConnectorLogs(session),
                        new ConnectorImportFolder(session))
                .addSubcommand(
                        "secret",
                        Verbs.group(
                                new SecretGroup(),
                                new ConnectorSecretPut(session),
                                new ConnectorSecretList(session),
                                new ConnectorSecretRemove(session)));
    }

    @Command(
            name = "connector",
            description =
                    "Bring copies into Microsoft 365, an IMAP server or another archive's journal.")
    static final class ConnectorGroup extends Verbs.Group {}

    @Command(name = "secret", description = "What connectors sign in with, kept sealed.")
    static final class SecretGroup extends Verbs.Group {}
}
