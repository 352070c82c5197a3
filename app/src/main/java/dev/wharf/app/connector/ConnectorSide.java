package dev.wharf.app.connector;

import dev.wharf.app.home.Home;
import dev.wharf.app.home.RunningConnectors;
import dev.wharf.app.site.Following;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.definition.StagingDefinition;
import dev.wharf.connector.directory.DirectorySnapshot;
import dev.wharf.connector.execution.ConnectorExecution;
import dev.wharf.connector.execution.Intakes;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.log.ConnectorRun;
import dev.wharf.connector.schedule.ConnectorLoop;
import dev.wharf.connector.schedule.Leases;
import dev.wharf.connector.schedule.ProcessLeases;
import dev.wharf.connector.schedule.ThreadBell;
import dev.wharf.core.alert.Alert;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// The connectors of a process that stays: it runs them when they are due, gives the intake their
/// mapping, directory and staging, and says when one is not well.
///
/// Safe for many threads.
public final class ConnectorSide implements Following, RunningConnectors, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorSide.class);
    private static final int MOST_RUNS = 4;

    /// No connector's name: those hold no slash.
    private static final String STAGING = "/staging";

    private static final Duration GLANCE = Duration.ofMillis(200);

    private final ConnectorParts parts;
    private final Staging staging;
    private final Clock clock;
    private final Leases leases = new ProcessLeases();
    private final OpenAlerts alerts = new OpenAlerts();
    private final ExecutorService runs = Executors.newVirtualThreadPerTaskExecutor();
    private long seen = -1;
    private @Nullable ConnectorExecution execution;
    private @Nullable ConnectorLoop loop;
    private @Nullable Thread thread;

    /// @param home stays the caller's to close, after this
    public ConnectorSide(Home home, Actor actor, Clock clock) {
        this.parts = new ConnectorParts(home, clock);
        this.staging = new Staging(home, actor, clock);
        this.clock = clock;
    }

    /// Begins to run connectors when they are due.
    public synchronized void start(Intakes intakes) {
        ConnectorExecution ready = parts.execution(intakes);
        ConnectorLoop looping =
                new ConnectorLoop(
                        new ConnectorLoop.Ports(
                                parts.store()::list,
                                parts.runs()::lastStart,
                                (name, permit) -> {
                                    try {
                                        return ready.run(name, permit);
                                    } finally {
                                        examine(name);
                                    }
                                },
                                leases),
                        new ConnectorLoop.Threads(runs, MOST_RUNS, new ThreadBell()),
                        clock);
        execution = ready;
        loop = looping;
        thread = Thread.ofPlatform().name("wharf-connectors").start(looping);
    }

    // --- run by command

    @Override
    public ConnectorRun run(ConnectorName name, BooleanSupplier stop, Progress progress) {
        try (Leases.Lease _ = lease(name, stop)) {
            return ready().run(name, stop, progress);
        } finally {
            examine(name);
        }
    }

    @Override
    public long retry(ConnectorName name, BooleanSupplier stop) {
        try (Leases.Lease _ = lease(name, stop)) {
            return ready().retry(name);
        }
    }

    @Override
    public List<String> refreshDirectories() {
        return parts.refreshDirectories();
    }

    private synchronized ConnectorExecution ready() {
        return Objects.requireNonNull(execution);
    }

    private Leases.Lease lease(ConnectorName name, BooleanSupplier stop) {
        while (true) {
            Optional<Leases.Lease> lease = leases.acquire(name);
            if (lease.isPresent()) {
                return lease.get();
            }
            if (stop.getAsBoolean()) {
                throw new WharfException(
                        ErrorCode.NOT_ALLOWED,
                        "Connector '%s' is running; it was not run again.".formatted(name));
            }
            try {
                Thread.sleep(GLANCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WharfException(
                        ErrorCode.NOT_ALLOWED,
                        "Waiting for connector '%s' was stopped.".formatted(name),
                        e);
            }
        }
    }

    // --- what the intake is told

    @Override
    public IntakeOptions options(IntakeOptions given) {
        return parts.intake(given);
    }

    @Override
    public long version() {
        long version = 17;
        for (Connector one : active()) {
            ConnectorDefinition definition = one.definition();
            version = 31 * version + definition.mapping().hashCode();
            version = 31 * version + definition.staging().hashCode();
            version = 31 * version + taken(definition);
        }
        return version;
    }

    private long taken(ConnectorDefinition definition) {
        try {
            return parts.recipients()
                    .snapshot(definition)
                    .map(DirectorySnapshot::taken)
                    .map(Object::hashCode)
                    .orElse(0);
        } catch (WharfException _) {
            return 0;
        }
    }

    @Override
    public Feed through(Feed site) {
        Optional<ConnectorDefinition> staged =
                active().stream()
                        .map(Connector::definition)
                        .filter(one -> one.staging().kind() != StagingDefinition.Kind.NONE)
                        .findFirst();
        staging.none();
        return staged.flatMap(parts.kinds()::staging)
                .map(settings -> staging.through(settings, site))
                .orElse(site);
    }

    private List<Connector> active() {
        return parts.active();
    }

    /// Only when something was: a run that finds nothing commits nothing, and so wakes nobody.
    @Override
    public synchronized void archived() {
        long group = parts.lastGroup();
        if (loop != null && group != seen) {
            seen = group;
            loop.awaken();
        }
    }

    // --- whether they are well

    @Override
    public List<Alert> alerts() {
        List<Connector> living = parts.store().list();
        living.forEach(this::examine);
        Set<String> known =
                living.stream().map(one -> one.name().value()).collect(Collectors.toSet());
        known.add(STAGING);
        alerts.set(STAGING, staging.alerts());
        alerts.keepOnly(known);
        return alerts.all();
    }

    private void examine(ConnectorName name) {
        parts.store().find(name).ifPresent(this::examine);
    }

    /// What cannot be looked at stays as it was.
    private void examine(Connector connector) {
        try {
            alerts.set(connector.name().value(), parts.health(connector).open());
        } catch (WharfException e) {
            LOG.warn("connector {} could not be examined: {}", connector.name(), e.getMessage());
        }
    }

    /// Asks what runs to end with its window, and waits for that.
    @Override
    public void close() {
        ConnectorLoop looping;
        Thread running;
        synchronized (this) {
            looping = loop;
            running = thread;
        }
        if (looping != null && running != null) {
            looping.stop();
            join(running);
        }
        runs.shutdown();
        try {
            boolean _ = runs.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (execution != null) {
                execution.close();
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
