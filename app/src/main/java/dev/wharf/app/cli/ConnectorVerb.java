package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.home.Home;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.definition.ConnectorState;
import dev.wharf.connector.definition.ConnectorStore;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;

/// A verb about connectors: of the home alone, or in the process that runs them.
abstract class ConnectorVerb extends ArchiveVerb {

    ConnectorVerb(Session session) {
        super(session);
    }

    @Override
    Look look() {
        return Look.NEVER;
    }

    abstract ExitCode run(Home home, ConnectorParts parts) throws IOException;

    @Override
    final ExitCode run(Home home) throws IOException {
        return run(home, new ConnectorParts(home, surroundings().clock()));
    }

    final ConnectorStore.By by(Home home) {
        return new ConnectorStore.By(home.actor(), reason);
    }

    static ConnectorName name(String text) {
        try {
            return new ConnectorName(text);
        } catch (IllegalArgumentException wrong) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND,
                    "'%s' is no connector's name: %s.".formatted(text, wrong.getMessage()),
                    wrong);
        }
    }

    /// @throws WharfException `NOT_FOUND` for one that is not there, or deleted
    static Connector living(ConnectorParts parts, String text) {
        return parts.store()
                .find(name(text))
                .filter(one -> one.state() != ConnectorState.DELETED)
                .orElseThrow(
                        () ->
                                new WharfException(
                                        ErrorCode.NOT_FOUND,
                                        "There is no connector '%s'; 'wharf connector list' shows them."
                                                .formatted(text)));
    }
}
