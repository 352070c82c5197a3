package dev.wharf.app.connector;

import dev.wharf.app.home.Home;
import dev.wharf.connector.collection.Collection;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.definition.ConnectorFile;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.definition.ConnectorStore;
import dev.wharf.connector.definition.DestinationDefinition;
import dev.wharf.connector.definition.DirectoryDefinition;
import dev.wharf.connector.definition.MappingDefinition;
import dev.wharf.connector.definition.SecretReference;
import dev.wharf.connector.definition.SiteDefinition;
import dev.wharf.connector.definition.Terms;
import dev.wharf.connector.deliver.Debt;
import dev.wharf.connector.deliver.DeliveryStore;
import dev.wharf.connector.directory.JoinedDirectory;
import dev.wharf.connector.directory.SnapshotFile;
import dev.wharf.connector.directory.Synced;
import dev.wharf.connector.execution.ConnectorExecution;
import dev.wharf.connector.execution.HeldMailboxes;
import dev.wharf.connector.execution.Intakes;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.log.ConnectorHealth;
import dev.wharf.connector.log.ConnectorRunStore;
import dev.wharf.core.directory.Directory;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.progress.Progress;
import dev.wharf.site.feed.SiteAddress;
import dev.wharf.store.secret.SealedSecrets;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What connectors of a home are made of. Opens nothing foreign before it is asked to.
public final class ConnectorParts {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorParts.class);

    private static final int DAYS_REGARDED = 3;

    private final Home home;
    private final Clock clock;
    private final SealedSecrets secrets;
    private final ConnectorKinds kinds;
    private final DirectoryRecipients recipients;

    /// @throws WharfException `NOT_ALLOWED` for a home that is a collection
    public ConnectorParts(Home home, Clock clock) {
        Collection.requireNone(home.archive());
        this.home = home;
        this.clock = clock;
        Path directory = home.directory();
        this.secrets =
                new SealedSecrets(
                        directory.resolve("keys/connector-secrets"),
                        home.keys(),
                        new SecureRandom());
        this.kinds = new ConnectorKinds(new Kind.Supplies(new SecretSource(secrets), clock));
        this.recipients =
                new DirectoryRecipients(
                        kinds,
                        new SnapshotFile(directory.resolve("connectors/directories"), home.keys()),
                        clock);
    }

    public ConnectorStore store() {
        return new ConnectorStore(home.writer(), home.archive(), home.ledger(), clock);
    }

    public ConnectorRunStore runs() {
        return new ConnectorRunStore(home.writer(), home.archive(), clock);
    }

    public SealedSecrets secrets() {
        return secrets;
    }

    public ConnectorKinds kinds() {
        return kinds;
    }

    public DirectoryRecipients recipients() {
        return recipients;
    }

    /// What the intake is told by the connectors that run: their mapping, and the users of their
    /// directories.
    public IntakeOptions intake(IntakeOptions given) {
        IntakeOptions options = given;
        Directory people = given.directory();
        for (Connector one : active()) {
            ConnectorDefinition definition = one.definition();
            if (!definition.mapping().equals(MappingDefinition.STANDARD)) {
                options =
                        options.mapping(definition.mapping().mapping())
                                .strict(!definition.mapping().automatic());
            }
            people = joined(people, definition);
        }
        return options.knowing(people);
    }

    /// Whoever cannot be asked now is left out.
    private Directory joined(Directory people, ConnectorDefinition definition) {
        try {
            return recipients
                    .snapshot(definition)
                    .<Directory>map(snapshot -> new JoinedDirectory(people, snapshot))
                    .orElse(people);
        } catch (WharfException e) {
            LOG.warn("connector {}: {}", definition.name(), e.getMessage());
            return people;
        }
    }

    long lastGroup() {
        return home.archive().lastGroup();
    }

    /// Reads the directories of the active connectors now, whenever they were read before.
    ///
    /// @return what went wrong, a sentence each; what was read last counts on there
    public List<String> refreshDirectories() {
        List<String> failures = new ArrayList<>();
        for (Connector one : active()) {
            ConnectorDefinition definition = one.definition();
            if (definition.directory().kind() == DirectoryDefinition.Kind.NONE) {
                continue;
            }
            try {
                if (recipients.refresh(definition, false) instanceof Synced.Kept kept) {
                    failures.add(failed(definition, kept.why()));
                }
            } catch (WharfException e) {
                failures.add(failed(definition, e.getMessage()));
            }
        }
        return failures;
    }

    private static String failed(ConnectorDefinition connector, @Nullable String why) {
        return "the directory of connector %s: %s".formatted(connector.name(), why);
    }

    /// Copies that a connector owes, by destination; only those that it owes to.
    Map<ConnectorName, Long> owed(ConnectorDefinition connector) {
        Map<ConnectorName, Long> owed = new LinkedHashMap<>();
        for (DestinationDefinition one : connector.destinations()) {
            long copies =
                    new DeliveryStore(home.archive(), connector.name().value(), one.name().value())
                            .debts().values().stream()
                                    .flatMap(List::stream)
                                    .mapToLong(Debt::copies)
                                    .sum();
            if (copies > 0) {
                owed.put(one.name(), copies);
            }
        }
        return owed;
    }

    /// A folder of a mailbox, read with the sign-in of a connector's IMAP server; close it.
    ///
    /// @param destination by name; null for the connector's only one of that kind
    /// @throws WharfException NOT_FOUND for a connector without such a destination, and as
    ///   [ImapOldFolder#open]
    public ImapOldFolder oldFolder(
            ConnectorDefinition connector,
            @Nullable String destination,
            ImapOldFolder.Place place,
            Progress progress) {
        List<DestinationDefinition> imap =
                connector.destinations().stream()
                        .filter(one -> one.kind() == DestinationDefinition.Kind.IMAP)
                        .filter(
                                one ->
                                        destination == null
                                                || one.name().value().equals(destination))
                        .toList();
        if (imap.size() != 1) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND,
                    imap.isEmpty()
                            ? "Connector '%s' has no such destination of kind imap."
                                    .formatted(connector.name())
                            : "Connector '%s' has several destinations of kind imap; say which one."
                                    .formatted(connector.name()));
        }
        return ImapOldFolder.open(kinds.imap(imap.getFirst()), place, progress);
    }

    /// How a connector is now, out of what the archive keeps of its runs.
    public ConnectorHealth.Verdict health(Connector connector) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        ConnectorRunStore store = runs();
        return ConnectorHealth.examine(
                new ConnectorHealth.Observed(
                        connector,
                        store.looked(connector.name()),
                        store.runs(connector.name(), today.minusDays(DAYS_REGARDED), today),
                        clock.instant()));
    }

    /// The site elsewhere that the active connectors name; empty for the home's own.
    ///
    /// @return with a password that the caller closes
    /// @throws WharfException CONFIG_INVALID when they name two, or the password is missing
    public Optional<SiteAddress> site() {
        return NamedSite.of(active())
                .map(
                        remote ->
                                new SiteAddress(
                                        remote.address(),
                                        remote.user(),
                                        kinds.secret(remote.secret())));
    }

    /// Which of a connector's secrets are not there, and how each is entered.
    List<String> missingSecrets(ConnectorDefinition connector) {
        List<String> missing = new ArrayList<>();
        for (SecretReference one : secretsOf(connector)) {
            try {
                kinds.secret(one).close();
            } catch (WharfException e) {
                if (e.code() != ErrorCode.CONFIG_INVALID) {
                    throw e;
                }
                missing.add(String.valueOf(e.getMessage()));
            }
        }
        return missing;
    }

    private static Set<SecretReference> secretsOf(ConnectorDefinition connector) {
        Set<SecretReference> all = new LinkedHashSet<>();
        if (connector.site() instanceof SiteDefinition.Remote remote) {
            all.add(remote.secret());
        }
        connector.destinations().forEach(one -> all.addAll(one.settings().secrets()));
        all.addAll(connector.staging().settings().secrets());
        all.addAll(connector.directory().settings().secrets());
        return all;
    }

    /// Connectors that are neither paused nor deleted.
    List<Connector> active() {
        return store().list().stream().filter(Connector::isActive).toList();
    }

    /// Reads connector files against the terms and kinds of this version.
    public static ConnectorFile file() {
        return new ConnectorFile(Terms.current(), ConnectorKinds.rules());
    }

    /// Runs connectors of this home; close it before the home.
    public ConnectorExecution execution(Intakes intakes) {
        return new ConnectorExecution(
                new ConnectorExecution.Ports(
                        home.archive(),
                        home.writer(),
                        home.ledger(),
                        clock,
                        home.actor(),
                        intakes,
                        kinds,
                        recipients,
                        HeldMailboxes.NOBODY));
    }
}
