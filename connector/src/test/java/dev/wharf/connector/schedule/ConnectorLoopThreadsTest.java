package dev.wharf.connector.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.definition.ConnectorState;
import dev.wharf.connector.definition.Definitions;
import dev.wharf.connector.definition.Schedule;
import dev.wharf.testkit.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The loop with threads of its own: what runs beside each other, and what is asked to end.
@Timeout(30)
class ConnectorLoopThreadsTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final Schedule AT_ONCE = new Schedule.AtOnce();

    /// A run that goes on until a test ends it.
    private record Running(ConnectorName connector, RunPermit permit, CountDownLatch end) {
        void finish() {
            end.countDown();
        }
    }

    private final SettableClock clock = new SettableClock(START);
    private final Leases leases = new ProcessLeases();
    private final Map<String, Connector> connectors = new ConcurrentHashMap<>();
    private final BlockingQueue<Running> running = new LinkedBlockingQueue<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ConnectorLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ThreadBell bell = new ThreadBell();

    private RunEnd run(ConnectorName connector, RunPermit permit) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        Running one = new Running(connector, permit, new CountDownLatch(1));
        running.add(one);
        try {
            one.end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        atOnce.decrementAndGet();
        return permit.stopAsked() ? RunEnd.STOPPED : RunEnd.DONE;
    }

    private ConnectorLoop loop(int most, Bell with) {
        ConnectorLoop loop =
                new ConnectorLoop(
                        new ConnectorLoop.Ports(
                                () -> List.copyOf(connectors.values()),
                                _ -> Optional.empty(),
                                this::run,
                                leases),
                        new ConnectorLoop.Threads(executor, most, with),
                        clock);
        loops.add(loop);
        threads.add(Thread.ofVirtual().start(loop));
        return loop;
    }

    private void connector(String name) {
        connectors.put(name, Definitions.active(name, AT_ONCE));
    }

    private void change(String name, ConnectorState state, int revision) {
        Connector old = Objects.requireNonNull(connectors.get(name));
        connectors.put(
                name, new Connector(old.definition(), state, START, clock.instant(), revision));
        bell.ring();
    }

    private static void untilAsked(RunPermit permit) {
        while (!permit.stopAsked()) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        loops.forEach(ConnectorLoop::stop);
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                running.forEach(Running::finish);
                thread.join(Duration.ofMillis(5));
            }
        }
        executor.close();
    }

    @Test
    void noMoreThanTheMostRunBesideEachOther() throws InterruptedException {
        connector("a");
        connector("b");
        connector("c");
        loop(2, bell);

        Running first = running.take();
        Running second = running.take();
        first.finish();
        Running third = running.take();
        second.finish();
        third.finish();

        assertThat(List.of(first.connector, second.connector, third.connector))
                .extracting(ConnectorName::value)
                .containsExactlyInAnyOrder("a", "b", "c");
        assertThat(mostAtOnce).hasValue(2);
    }

    @Test
    void oneConnectorRunsOnceAtATimeHoweverMuchArrives() throws InterruptedException {
        connector("a");
        ConnectorLoop loop = loop(4, bell);

        Running first = running.take();
        for (int i = 0; i < 1_000; i++) {
            loop.awaken();
        }
        clock.move(Duration.ofSeconds(10));
        first.finish();
        running.take().finish();

        assertThat(mostAtOnce).hasValue(1);
    }

    @Test
    void twoLoopsDoNotRunOneConnectorBesideEachOther() throws InterruptedException {
        connector("a");
        ConnectorLoop one = loop(4, bell);
        ConnectorLoop other = loop(4, new ThreadBell());

        Running first = running.take();
        one.awaken();
        other.awaken();
        clock.move(Duration.ofSeconds(10));
        first.finish();
        other.awaken();
        Running second = running.take();
        second.finish();

        assertThat(mostAtOnce).hasValue(1);
        assertThat(second.permit.fence()).isGreaterThan(first.permit.fence());
    }

    @Test
    void whatRunsIsAskedToEndWhenItsConnectorIsPaused() throws InterruptedException {
        connector("a");
        loop(1, bell);
        Running first = running.take();

        change("a", ConnectorState.PAUSED, 1);

        untilAsked(first.permit);
        first.finish();
    }

    @Test
    void whatRunsIsAskedToEndWhenItsConnectorIsDeleted() throws InterruptedException {
        connector("a");
        loop(1, bell);
        Running first = running.take();

        connectors.remove("a");
        bell.ring();

        untilAsked(first.permit);
        first.finish();
    }

    @Test
    void whatRunsWithAnotherDefinitionEndsAndRunsAgainAtOnce() throws InterruptedException {
        connector("a");
        loop(1, bell);
        Running first = running.take();

        change("a", ConnectorState.ACTIVE, 2);
        untilAsked(first.permit);
        first.finish();
        Running second = running.take();

        assertThat(second.permit.stopAsked()).isFalse();
        second.finish();
    }

    @Test
    void stoppingAsksWhatRunsToEndAndWaitsForIt() throws InterruptedException {
        connector("a");
        ConnectorLoop loop = loop(1, bell);
        Running first = running.take();

        loop.stop();

        assertThat(first.permit.stopAsked()).isTrue();
        assertThat(threads.getFirst().isAlive()).isTrue();
        first.finish();
        threads.getFirst().join();
        assertThat(running).as("nothing is started any more").isEmpty();
    }

    @Test
    void stoppingBetweenRunsEndsAtOnce() throws InterruptedException {
        ConnectorLoop loop = loop(1, bell);

        loop.stop();

        threads.getFirst().join();
        assertThat(running).isEmpty();
    }

    @Test
    void aRunWhoseLeaseIsLostIsAskedToEnd() throws InterruptedException {
        connector("a");
        Leases losing = connector -> Optional.of(new Lost());
        ConnectorLoop loop =
                new ConnectorLoop(
                        new ConnectorLoop.Ports(
                                () -> List.copyOf(connectors.values()),
                                _ -> Optional.empty(),
                                this::run,
                                losing),
                        new ConnectorLoop.Threads(executor, 1, bell),
                        clock);
        loops.add(loop);
        threads.add(Thread.ofVirtual().start(loop));
        Running first = running.take();

        bell.ring();

        untilAsked(first.permit);
        first.finish();
    }

    private static final class Lost implements Leases.Lease {
        @Override
        public long fence() {
            return 1;
        }

        @Override
        public boolean renew() {
            return false;
        }

        @Override
        public void close() {}
    }

    @Test
    void whoRunsIsTold() throws InterruptedException {
        connector("a");
        ConnectorLoop loop = loop(1, bell);
        Running first = running.take();

        assertThat(loop.standing())
                .containsExactly(new ConnectorLoop.Standing(new ConnectorName("a"), true, null, 0));
        first.finish();
    }
}
