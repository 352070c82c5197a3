package dev.wharf.connector.execution;

import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.deliver.Delivery;
import dev.wharf.connector.deliver.DeliveryEnd;
import dev.wharf.connector.deliver.DeliveryLog;
import dev.wharf.connector.deliver.NotWhole;
import dev.wharf.connector.deliver.WindowResult;
import dev.wharf.connector.log.ConnectorRun;
import dev.wharf.connector.log.ConnectorRunStore;
import dev.wharf.connector.log.DestinationResult;
import dev.wharf.connector.log.DestinationResult.Progress;
import dev.wharf.connector.log.FailureChunks;
import dev.wharf.connector.log.ImportCounters;
import dev.wharf.connector.log.NotDelivered;
import dev.wharf.connector.log.NotDelivered.Outcome;
import dev.wharf.connector.log.RunState;
import dev.wharf.connector.run.Counters;
import dev.wharf.core.archive.Change;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The record of a run while it goes on. Destinations write to it at the same time, each holding it
/// ([Delivery.Ports#turn]) until what it says is committed.
final class RunBook {
    private final ConnectorRunStore store;
    private final SourceUsers users;
    private final Clock clock;
    private final FailureChunks failures;
    private final Map<ConnectorName, Part> parts = new TreeMap<>();
    private ConnectorRun run;

    /// One destination's part.
    private static final class Part {
        private final long from;
        private final long owedBefore;
        private ImportCounters counters = ImportCounters.NONE;
        private final Delivery delivery;
        private boolean away;
        private @Nullable String message;

        Part(Delivery delivery) {
            this.delivery = delivery;
            this.from = delivery.state().sequence();
            this.owedBefore = delivery.owed();
        }
    }

    RunBook(ConnectorRunStore store, ConnectorRun run, SourceUsers users, Clock clock) {
        this.store = store;
        this.run = run;
        this.users = users;
        this.clock = clock;
        this.failures = new FailureChunks(run.id());
    }

    ConnectorRun run() {
        return run;
    }

    synchronized void become(RunState state) {
        run = run.become(state, clock.instant());
    }

    synchronized DeliveryLog log(ConnectorName destination, Delivery delivery) {
        Part part = new Part(delivery);
        parts.put(destination, part);
        return result -> ended(destination, part, result);
    }

    private synchronized List<Change> ended(
            ConnectorName destination, Part part, WindowResult result) {
        part.counters = part.counters.plus(counters(result));
        run = run.with(result(destination, part));
        List<Change> changes = new ArrayList<>(store.changes(run));
        changes.addAll(
                failures.of(
                        result.notWhole().stream()
                                .map(one -> notDelivered(destination, one))
                                .toList()));
        return changes;
    }

    private static ImportCounters counters(WindowResult result) {
        Counters ended = result.counters();
        return new ImportCounters(
                result.items(),
                ended.available(),
                ended.imported(),
                ended.partial(),
                ended.skipped(),
                ended.quarantined(),
                ended.failed());
    }

    private NotDelivered notDelivered(ConnectorName destination, NotWhole one) {
        return new NotDelivered(
                one.item().id(),
                users.of(one),
                one.mailbox(),
                destination,
                switch (one.outcome()) {
                    case PARTIAL -> Outcome.PARTIALLY;
                    case QUARANTINED -> Outcome.QUARANTINED;
                    case FAILED, SKIPPED -> Outcome.FAILED;
                },
                one.reason());
    }

    private static DestinationResult result(ConnectorName destination, Part part) {
        long owed = part.delivery.owed();
        return new DestinationResult(
                destination,
                part.counters,
                new Progress(
                        part.from,
                        Math.max(part.from, part.delivery.state().sequence()),
                        Math.max(0, owed - part.owedBefore),
                        Math.max(0, part.owedBefore - owed),
                        owed),
                part.away,
                part.message);
    }

    /// How a destination's part ended.
    synchronized void ended(ConnectorName destination, DeliveryEnd end) {
        Part part = parts.get(destination);
        if (part == null) {
            return;
        }
        if (end instanceof DeliveryEnd.Away away) {
            part.away = true;
            part.message = away.why().reason();
        }
        run = run.with(result(destination, part));
    }

    synchronized Optional<DestinationResult> result(ConnectorName destination) {
        return run.destinations().stream()
                .filter(one -> one.destination().equals(destination))
                .findFirst();
    }

    synchronized void failed(ConnectorName destination, String message) {
        run =
                run.with(
                        new DestinationResult(
                                destination,
                                ImportCounters.NONE,
                                new Progress(0, 0, 0, 0, 0),
                                false,
                                message));
    }

    synchronized ConnectorRun end(RunState how, @Nullable String message) {
        run = store.end(run, how, message);
        return run;
    }
}
