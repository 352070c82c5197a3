package dev.wharf.app.connector;

import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.definition.DestinationDefinition;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.microsoft365.Microsoft365Settings;
import dev.wharf.destinations.microsoft365.graph.GraphClient;
import dev.wharf.destinations.microsoft365.graph.GraphSignIn;
import dev.wharf.destinations.microsoft365.graph.Pause;
import dev.wharf.destinations.microsoft365.graph.UploadClient;
import dev.wharf.destinations.microsoft365.proof.ProofReport;
import dev.wharf.destinations.microsoft365.proof.TenantProof;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.UUID;

/// Asks a connector's own tenant what no document settles.
public final class TenantTrial {
    private final ConnectorParts parts;
    private final Clock clock;

    public TenantTrial(ConnectorParts parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    /// @throws WharfException NOT_ALLOWED for a connector without Microsoft 365
    public ProofReport prove(ConnectorDefinition connector, EmailAddress mailbox) {
        DestinationDefinition tenant =
                connector.destinations().stream()
                        .filter(one -> one.kind() == DestinationDefinition.Kind.MICROSOFT365)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.NOT_ALLOWED,
                                                "Connector '%s' has no destination of kind microsoft365."
                                                        .formatted(connector.name())));
        Microsoft365Settings settings = parts.kinds().tenant(tenant);
        try (HttpClient http = GraphClient.newHttp()) {
            GraphSignIn signIn = new GraphSignIn(settings.signIn(), http, clock, UUID::randomUUID);
            return new TenantProof(
                            settings,
                            new GraphClient(signIn, http, clock, Pause.REAL, UUID::randomUUID),
                            new UploadClient(settings.signIn().cloud(), http, clock),
                            clock,
                            Pause.REAL)
                    .prove(mailbox);
        }
    }
}
