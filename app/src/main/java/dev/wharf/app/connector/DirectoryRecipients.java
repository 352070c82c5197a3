package dev.wharf.app.connector;

import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.definition.DirectoryDefinition;
import dev.wharf.connector.deliver.Addressee;
import dev.wharf.connector.directory.AddressLookup;
import dev.wharf.connector.directory.DirectorySnapshot;
import dev.wharf.connector.directory.DirectorySync;
import dev.wharf.connector.directory.SnapshotFile;
import dev.wharf.connector.directory.Synced;
import dev.wharf.connector.execution.Recipients;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.directory.DirectorySource;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Valid users by the directories of connectors. A directory is read whole once a day, before the
/// first run that is due then; while it cannot be read, the last good reading counts.
///
/// Safe for many threads.
public final class DirectoryRecipients implements Recipients {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryRecipients.class);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration AGAIN = Duration.ofHours(1);

    private final ConnectorKinds kinds;
    private final SnapshotFile file;
    private final Clock clock;
    private final Map<ConnectorName, Read> known = new HashMap<>();

    /// @param snapshot null when none could be read yet
    /// @param tried when it was last tried
    private record Read(
            DirectoryDefinition definition,
            @Nullable DirectorySnapshot snapshot,
            Instant tried,
            @Nullable String failure) {}

    public DirectoryRecipients(ConnectorKinds kinds, SnapshotFile file, Clock clock) {
        this.kinds = kinds;
        this.file = file;
        this.clock = clock;
    }

    @Override
    public Addressee.Policy of(ConnectorDefinition connector) {
        if (connector.directory().kind() == DirectoryDefinition.Kind.NONE) {
            return Addressee.Policy.EVERYBODY;
        }
        Read read = current(connector);
        DirectorySnapshot snapshot = read.snapshot();
        if (snapshot == null) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "The directory has not been read yet, so nobody is known to be a valid user: "
                            + read.failure());
        }
        return mailbox -> addressee(snapshot, mailbox);
    }

    /// What counts now, as far as any was read; empty for a connector that asks nobody.
    public Optional<DirectorySnapshot> snapshot(ConnectorDefinition connector) {
        return connector.directory().kind() == DirectoryDefinition.Kind.NONE
                ? Optional.empty()
                : Optional.ofNullable(current(connector).snapshot());
    }

    /// Reads it now, whenever it was read before.
    ///
    /// @param acceptLoss somebody has seen that users who are missing are really gone
    public synchronized Synced refresh(ConnectorDefinition connector, boolean acceptLoss) {
        try (DirectorySource source = kinds.directory(connector).orElseThrow()) {
            DirectorySync sync = sync(connector);
            Synced synced = sync.sync(source, acceptLoss);
            String failure = synced instanceof Synced.Kept kept ? kept.why() : null;
            if (failure != null) {
                LOG.warn("connector {}: {}", connector.name(), failure);
            }
            known.put(
                    connector.name(),
                    new Read(connector.directory(), synced.snapshot(), clock.instant(), failure));
            return synced;
        }
    }

    private DirectorySync sync(ConnectorDefinition connector) {
        return new DirectorySync(file, ConnectorKinds.rules(connector), clock);
    }

    private synchronized Read current(ConnectorDefinition connector) {
        Read read = known.get(connector.name());
        if (read == null || !read.definition().equals(connector.directory())) {
            read = kept(connector);
            known.put(connector.name(), read);
        }
        if (isStale(read)) {
            Synced _ = refresh(connector, false);
            read = Objects.requireNonNull(known.get(connector.name()));
        }
        return read;
    }

    /// As the last process left it.
    private Read kept(ConnectorDefinition connector) {
        try (DirectorySource source = kinds.directory(connector).orElseThrow()) {
            return new Read(
                    connector.directory(),
                    sync(connector).last(source.name()).orElse(null),
                    Instant.MIN,
                    null);
        }
    }

    private boolean isStale(Read read) {
        Instant now = clock.instant();
        DirectorySnapshot snapshot = read.snapshot();
        boolean old = snapshot == null || snapshot.taken().plus(DAY).isBefore(now);
        boolean tried = !read.tried().equals(Instant.MIN) && read.tried().plus(AGAIN).isAfter(now);
        return old && !tried;
    }

    private static Addressee addressee(DirectorySnapshot snapshot, EmailAddress mailbox) {
        return switch (snapshot.find(mailbox)) {
            case AddressLookup.Found(EmailAddress primary) -> new Addressee.Mailbox(primary);
            case AddressLookup.Disabled(EmailAddress primary) ->
                    refused("the account %s is disabled in %s", primary, snapshot);
            case AddressLookup.Unknown() -> refused("%s is no user of %s", mailbox, snapshot);
            case AddressLookup.Ambiguous _ ->
                    refused("several users have the address %s in %s", mailbox, snapshot);
        };
    }

    private static Addressee refused(
            String text, EmailAddress mailbox, DirectorySnapshot snapshot) {
        return new Addressee.Refused(
                new Refusal(
                        ErrorCode.NOT_FOUND,
                        Scope.MAILBOX,
                        text.formatted(mailbox, snapshot.source())));
    }
}
