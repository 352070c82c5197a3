package dev.wharf.connector.schedule;

import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Runs every active connector when it is due: one run of a connector at a time, several connectors
/// beside each other. It looks at the definitions each time, so that whatever is changed, paused or
/// deleted takes effect without a restart.
///
/// One thread calls [#run]; everything else is safe for many.
public final class ConnectorLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorLoop.class);

    /// How long it waits at most: for clocks that are set, definitions that another process
    /// changed, and leases that have to be renewed.
    static final Duration LOOK = Duration.ofSeconds(15);

    private final Ports ports;
    private final Threads threads;
    private final Clock clock;
    private final Map<ConnectorName, Turn> turns = new TreeMap<>();
    private final Set<ConnectorName> asked = ConcurrentHashMap.newKeySet();
    private final AtomicLong arrivals = new AtomicLong();
    private volatile boolean stopped;

    /// @param connectors all that are not deleted, as they are now
    public record Ports(
            Supplier<List<Connector>> connectors, LastStarts starts, Runs runs, Leases leases) {}

    /// @param executor a thread for each run; virtual ones will do
    /// @param most runs at once, at least 1
    /// @param bell for the loop itself
    public record Threads(Executor executor, int most, Bell bell) {
        public Threads {
            if (most < 1) {
                throw new IllegalArgumentException("at least one run at a time");
            }
        }
    }

    /// How a connector stands.
    ///
    /// @param due when it runs next by itself; null while it runs, and for never
    /// @param failures runs in a row that did not end well
    public record Standing(
            ConnectorName connector, boolean running, @Nullable Instant due, int failures) {}

    public ConnectorLoop(Ports ports, Threads threads, Clock clock) {
        this.ports = ports;
        this.threads = threads;
        this.clock = clock;
    }

    /// Something was archived: connectors that run at once are due. Never waits.
    public void awaken() {
        arrivals.incrementAndGet();
        threads.bell.ring();
    }

    /// Runs an active connector as soon as there is a place, whatever its schedule says.
    public void ask(ConnectorName connector) {
        asked.add(connector);
        threads.bell.ring();
    }

    /// Starts nothing more, and asks what runs to end with its window. [#run] returns when all
    /// have.
    public synchronized void stop() {
        stopped = true;
        turns.values().forEach(ConnectorLoop::askToEnd);
        threads.bell.ring();
    }

    private static void askToEnd(Turn turn) {
        Permit permit = turn.running();
        if (permit != null) {
            permit.ask();
        }
    }

    /// Loops until it is stopped. Interrupting stops it too, without waiting for runs to end.
    @Override
    public void run() {
        try {
            while (!stopped || isRunning()) {
                threads.bell.await(round());
            }
        } catch (InterruptedException _) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isRunning() {
        return turns.values().stream().anyMatch(turn -> turn.running() != null);
    }

    public synchronized List<Standing> standing() {
        Instant now = clock.instant();
        return turns.values().stream()
                .map(
                        turn ->
                                new Standing(
                                        turn.connector().name(),
                                        turn.running() != null,
                                        turn.due(arrivals.get(), now).orElse(null),
                                        turn.failures()))
                .toList();
    }

    /// @return how long nothing will be due
    private Duration round() {
        try {
            List<Runnable> starts = new ArrayList<>();
            Duration quiet = decide(starts);
            starts.forEach(threads.executor::execute);
            return quiet;
        } catch (WharfException e) {
            LOG.error("Connectors could not be looked at, and are in a while", e);
            return LOOK;
        }
    }

    private synchronized Duration decide(List<Runnable> starts) {
        update(ports.connectors.get());
        turns.values().stream().map(Turn::running).forEach(ConnectorLoop::renew);
        if (stopped) {
            return LOOK;
        }
        Instant now = clock.instant();
        long seen = arrivals.get();
        for (Turn turn : byDue(seen, now)) {
            Optional<Instant> due = turn.due(seen, now);
            if (due.isEmpty()) {
                continue;
            }
            if (due.get().isAfter(now)) {
                Duration quiet = Duration.between(now, due.get());
                return quiet.compareTo(LOOK) < 0 ? quiet : LOOK;
            }
            start(turn, seen, now).ifPresent(starts::add);
        }
        return LOOK;
    }

    private static void renew(@Nullable Permit permit) {
        if (permit != null) {
            permit.renew();
        }
    }

    /// Who has waited longest comes first: nobody starves when places are few.
    private List<Turn> byDue(long seen, Instant now) {
        return turns.values().stream()
                .sorted(Comparator.comparing(turn -> turn.due(seen, now).orElse(Instant.MAX)))
                .toList();
    }

    private void update(List<Connector> connectors) {
        Set<ConnectorName> there = new HashSet<>();
        for (Connector connector : connectors) {
            there.add(connector.name());
            turns.computeIfAbsent(
                            connector.name(),
                            name ->
                                    new Turn(
                                            connector,
                                            ports.starts.of(name).orElse(connector.created())))
                    .update(connector);
        }
        turns.forEach(
                (name, turn) -> {
                    if (!there.contains(name)) {
                        askToEnd(turn);
                    } else if (asked.remove(name)) {
                        turn.ask();
                    }
                });
        turns.entrySet()
                .removeIf(one -> !there.contains(one.getKey()) && one.getValue().running() == null);
    }

    private Optional<Runnable> start(Turn turn, long seen, Instant now) {
        long running = turns.values().stream().filter(one -> one.running() != null).count();
        if (running >= threads.most) {
            return Optional.empty();
        }
        return lease(turn.connector().name())
                .map(
                        lease -> {
                            Permit permit = new Permit(lease, turn.connector().revision());
                            turn.started(permit, seen, now);
                            return () -> perform(turn, turn.connector().name(), permit);
                        });
    }

    /// None for now when leases cannot be asked: what was started before must not be lost over it.
    private Optional<Leases.Lease> lease(ConnectorName connector) {
        try {
            return ports.leases.acquire(connector);
        } catch (WharfException e) {
            LOG.warn("No lease for connector {}: {}", connector, e.getMessage());
            return Optional.empty();
        }
    }

    private void perform(Turn turn, ConnectorName connector, Permit permit) {
        RunEnd end = RunEnd.FAILED;
        try {
            end = attempt(connector, permit);
        } finally {
            permit.giveBack();
            ended(turn, end);
        }
    }

    private RunEnd attempt(ConnectorName connector, Permit permit) {
        try {
            return ports.runs.run(connector, permit);
        } catch (WharfException e) {
            LOG.warn("A run of connector {} failed: {}", connector, e.getMessage());
            return e.code().kind() == ErrorKind.TRANSIENT ? RunEnd.AGAIN : RunEnd.FAILED;
        } catch (RuntimeException e) {
            LOG.error("A run of connector {} failed", connector, e);
            return RunEnd.FAILED;
        }
    }

    private synchronized void ended(Turn turn, RunEnd how) {
        turn.ended(how, clock.instant());
        threads.bell.ring();
    }
}
