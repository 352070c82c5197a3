package dev.wharf.connector.execution;

import dev.wharf.connector.collection.Collection;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.definition.ConnectorState;
import dev.wharf.connector.definition.ConnectorStore;
import dev.wharf.connector.definition.DestinationDefinition;
import dev.wharf.connector.deliver.Delivery;
import dev.wharf.connector.deliver.DeliveryStore;
import dev.wharf.connector.log.ConnectorRun;
import dev.wharf.connector.log.ConnectorRunStore;
import dev.wharf.connector.log.RunState;
import dev.wharf.connector.schedule.RunEnd;
import dev.wharf.connector.schedule.RunPermit;
import dev.wharf.connector.schedule.Runs;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.function.BooleanSupplier;

/// Runs connectors: takes in what the site holds, brings copies to every destination, keeps the
/// record (docs/connector.md). A site that is away holds no destination up, and no destination
/// another.
///
/// Safe for many threads, one run of a connector at a time. Close it when nothing runs.
public final class ConnectorExecution implements Runs, AutoCloseable {
    private final Ports ports;
    private final ConnectorStore connectors;
    private final ConnectorRunStore runs;
    private final DestinationPool pool;

    /// What runs stand on. It closes none of them.
    public record Ports(
            ArchiveReader reader,
            ArchiveWriter writer,
            Ledger ledger,
            Clock clock,
            Actor actor,
            Intakes intakes,
            Destinations destinations,
            Recipients recipients,
            HeldMailboxes holds) {}

    /// @throws WharfException NOT_ALLOWED for an archive that is a collection
    public ConnectorExecution(Ports ports) {
        Collection.requireNone(ports.reader());
        this.ports = ports;
        this.connectors =
                new ConnectorStore(ports.writer(), ports.reader(), ports.ledger(), ports.clock());
        this.runs = new ConnectorRunStore(ports.writer(), ports.reader(), ports.clock());
        this.pool = new DestinationPool(ports.destinations());
    }

    @Override
    public RunEnd run(ConnectorName name, RunPermit permit) {
        return run(name, permit::stopAsked, Progress.NONE).state().end();
    }

    /// The same, for somebody who watches.
    ///
    /// @return the record, which is kept unless the run found nothing to do
    /// @throws WharfException NOT_FOUND for a connector that is not there
    public ConnectorRun run(ConnectorName name, BooleanSupplier stop, Progress progress) {
        Connector connector = living(name);
        RunBook book =
                new RunBook(runs, runs.begin(name), new SourceUsers(ports.reader()), ports.clock());
        String away = pull(progress, stop);
        book.become(RunState.DELIVERING);
        Deliveries deliveries = new Deliveries(ports, connector, book, stop);
        if (connector.definition().destinations().isEmpty()) {
            deliveries.toArchive(progress);
        }
        for (DestinationDefinition one : connector.definition().destinations()) {
            deliver(connector, one, deliveries, book, progress);
        }
        return end(deliveries, book, away);
    }

    /// Makes everything that failed due at the next run. Not beside a run of this connector.
    ///
    /// @return how many copies that are
    /// @throws WharfException NOT_FOUND for a connector that is not there
    public long retry(ConnectorName name) {
        Connector connector = living(name);
        return connector.definition().destinations().stream()
                .map(one -> new DeliveryStore(ports.reader(), name.value(), one.name().value()))
                .map(store -> new Delivery.Ports(ports.reader(), ports.writer(), store))
                .mapToLong(all -> Delivery.retryAll(all, ports.clock()))
                .sum();
    }

    private Connector living(ConnectorName name) {
        return connectors
                .find(name)
                .filter(one -> one.state() != ConnectorState.DELETED)
                .orElseThrow(
                        () ->
                                new WharfException(
                                        ErrorCode.NOT_FOUND,
                                        "There is no connector '%s'; 'wharf connector list' shows them."
                                                .formatted(name)));
    }

    /// @return why the site could not be read; null when it could
    private @Nullable String pull(Progress progress, BooleanSupplier stop) {
        try {
            ports.intakes().catchUp(progress, stop);
            return null;
        } catch (WharfException e) {
            if (e.code().kind() != ErrorKind.TRANSIENT && e.code() != ErrorCode.SOURCE_REFUSED) {
                throw e;
            }
            return "Nothing new was taken from the site: " + e.getMessage();
        }
    }

    /// What is wrong with one destination is no reason to leave out the others.
    private void deliver(
            Connector connector,
            DestinationDefinition definition,
            Deliveries deliveries,
            RunBook book,
            Progress progress) {
        try {
            boolean accepted =
                    deliveries.to(definition, pool.take(connector, definition), progress);
            if (!accepted) {
                pool.forget(connector, definition);
            }
        } catch (WharfException e) {
            if (e.code().kind() == ErrorKind.INTEGRITY || e.code().kind() == ErrorKind.INTERNAL) {
                throw e;
            }
            book.failed(definition.name(), String.valueOf(e.getMessage()));
            deliveries.failed(e);
        }
    }

    private ConnectorRun end(Deliveries deliveries, RunBook book, @Nullable String siteAway) {
        RunState state = deliveries.state();
        if (siteAway != null && state.isWell()) {
            state = RunState.WAITING;
        }
        String message = siteAway == null ? deliveries.message() : siteAway;
        return book.end(state, message);
    }

    @Override
    public void close() {
        pool.close();
    }
}
