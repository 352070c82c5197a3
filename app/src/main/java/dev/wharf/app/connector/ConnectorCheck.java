package dev.wharf.app.connector;

import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.definition.DestinationDefinition;
import dev.wharf.connector.definition.DirectoryDefinition;
import dev.wharf.connector.definition.Schedule;
import dev.wharf.connector.definition.SiteDefinition;
import dev.wharf.connector.directory.DirectoryFinding;
import dev.wharf.connector.directory.Synced;
import dev.wharf.core.Finding;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.site.feed.HttpSealedJournal;
import dev.wharf.site.feed.SiteAddress;

import java.util.ArrayList;
import java.util.List;

/// Looks whether a connector is set up, without delivering anything.
public final class ConnectorCheck {
    private final ConnectorParts parts;

    public ConnectorCheck(ConnectorParts parts) {
        this.parts = parts;
    }

    /// What has to be right before a connector is taken: every secret is there and every setting
    /// makes sense together, and the site takes the name and password.
    ///
    /// @throws WharfException for the first that is not
    public void demandReady(ConnectorDefinition connector) {
        for (DestinationDefinition one : connector.destinations()) {
            parts.kinds().open(connector, one).close();
        }
        parts.kinds().directory(connector).ifPresent(source -> source.close());
        var _ = parts.kinds().staging(connector);
        if (connector.site() instanceof SiteDefinition.Remote remote) {
            signIn(remote);
        }
    }

    /// @throws WharfException SOURCE_REFUSED when the site does not take them
    private void signIn(SiteDefinition.Remote remote) {
        try (Secret password = parts.kinds().secret(remote.secret());
                HttpSealedJournal site =
                        new HttpSealedJournal(
                                new SiteAddress(remote.address(), remote.user(), password),
                                Thread::sleep)) {
            long _ = site.acknowledged();
        }
    }

    /// Copies that nobody will bring, since the connector does not run by itself.
    public List<Finding> forgotten(Connector connector) {
        boolean manual = connector.definition().schedule() instanceof Schedule.Manual;
        if (connector.isActive() && !manual) {
            return List.of();
        }
        String what =
                connector.isActive()
                        ? "runs only when it is told to: wharf connector run "
                        : "is paused: wharf connector resume ";
        return parts.owed(connector.definition()).entrySet().stream()
                .map(
                        owed ->
                                Finding.warning(
                                        owed.getKey() + ": debts",
                                        "%d copies are owed, and the connector %s%s"
                                                .formatted(
                                                        owed.getValue(), what, connector.name())))
                .toList();
    }

    /// Everything that can be said of what it is set up with.
    ///
    /// @param inside mailboxes that must be reachable
    /// @param outside mailboxes that must not be
    public List<Finding> findings(
            ConnectorDefinition connector, List<EmailAddress> inside, List<EmailAddress> outside) {
        List<Finding> findings = new ArrayList<>();
        for (DestinationDefinition one : connector.destinations()) {
            try (Destination destination = parts.kinds().open(connector, one)) {
                destination.examine(inside, outside).stream()
                        .map(found -> of(one, found))
                        .forEach(findings::add);
            } catch (WharfException e) {
                findings.add(Finding.bad(one.name().value(), String.valueOf(e.getMessage())));
            }
        }
        findings.addAll(directory(connector));
        findings.addAll(rest(connector));
        return findings;
    }

    private static Finding of(DestinationDefinition destination, Finding found) {
        return new Finding(
                found.level(), destination.name() + ": " + found.subject(), found.text());
    }

    private List<Finding> directory(ConnectorDefinition connector) {
        if (connector.directory().kind() == DirectoryDefinition.Kind.NONE) {
            return connector.destinations().isEmpty()
                    ? List.of()
                    : List.of(
                            Finding.warning(
                                    "directory",
                                    "none is asked who a valid user is: a mistyped mailbox fails at the destination only"));
        }
        try {
            Synced synced = parts.recipients().refresh(connector, false);
            List<Finding> findings = new ArrayList<>();
            if (synced instanceof Synced.Kept kept) {
                findings.add(Finding.bad("directory", kept.why()));
            }
            var snapshot = synced.snapshot();
            if (snapshot != null) {
                findings.add(
                        Finding.good(
                                "directory",
                                "%s: %d users, read %s"
                                        .formatted(
                                                snapshot.source(),
                                                snapshot.size(),
                                                snapshot.taken())));
                snapshot.findings().listed().stream()
                        .map(DirectoryFinding::asFinding)
                        .forEach(findings::add);
            }
            return findings;
        } catch (WharfException e) {
            return List.of(Finding.bad("directory", String.valueOf(e.getMessage())));
        }
    }

    private List<Finding> rest(ConnectorDefinition connector) {
        try {
            demandReady(connector);
            return List.of(Finding.good("settings", "secrets, site and staging are in order"));
        } catch (WharfException e) {
            return List.of(Finding.bad("settings", String.valueOf(e.getMessage())));
        }
    }
}
