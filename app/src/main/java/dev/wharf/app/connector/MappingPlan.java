package dev.wharf.app.connector;

import dev.wharf.app.home.Home;
import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.directory.JoinedDirectory;
import dev.wharf.connector.directory.MappingReport;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.people.Assignments;
import dev.wharf.connector.people.MailboxPolicy;
import dev.wharf.connector.people.PartyResolver;
import dev.wharf.connector.quarantine.AssignmentDocument;
import dev.wharf.connector.quarantine.Quarantine;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.directory.Directory;
import dev.wharf.core.party.PartyId;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who would map to whom, by the very policy that the intake decides by.
public final class MappingPlan {
    private final Home home;
    private final ConnectorParts parts;
    private final Clock clock;

    public MappingPlan(Home home, ConnectorParts parts, Clock clock) {
        this.home = home;
        this.parts = parts;
        this.clock = clock;
    }

    /// @param given with the people of the home's own files
    public MappingReport of(ConnectorDefinition connector, IntakeOptions given) {
        IntakeOptions options = parts.intake(given);
        Directory directory = options.directory();
        MailboxPolicy policy =
                new MailboxPolicy(
                        directory,
                        options.mapping(),
                        new Assignments(AssignmentDocument.all(home.archive())),
                        options.strictMapping(),
                        options.matchNames());
        return new MappingReport(
                policy,
                new PartyResolver(policy, directory, options.mapping()),
                new MappingReport.People(
                        List.of(),
                        directory instanceof JoinedDirectory joined
                                ? joined
                                : JoinedDirectory.alone(directory),
                        options.mapping(),
                        home.archive().parties(),
                        waiting()),
                parts.recipients().snapshot(connector).orElse(null),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private Map<PartyId, Expectation.Reason> waiting() {
        Map<PartyId, Expectation.Reason> waiting = new HashMap<>();
        for (Quarantine.Waiting one : home.quarantine().waiting()) {
            waiting.putIfAbsent(one.party(), one.reason());
        }
        return waiting;
    }
}
