package dev.wharf.connector.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.definition.ConnectorState;
import dev.wharf.connector.definition.Definitions;
import dev.wharf.connector.definition.Schedule;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// The loop in a time of its own: runs take none, and waiting moves the clock.
class ConnectorLoopTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final Schedule EACH_MINUTE = new Schedule.Every(Duration.ofMinutes(1));
    private static final Schedule AT_ONCE = new Schedule.AtOnce();

    private final SettableClock clock = new SettableClock(START);
    private final VirtualTime time = new VirtualTime(clock);
    private final Map<String, Connector> connectors = new TreeMap<>();
    private final Map<String, Instant> before = new TreeMap<>();
    private final List<String> ran = new ArrayList<>();
    private final List<RunEnd> script = new ArrayList<>();

    private final ConnectorLoop loop =
            new ConnectorLoop(
                    new ConnectorLoop.Ports(
                            () -> List.copyOf(connectors.values()),
                            name -> Optional.ofNullable(before.get(name.value())),
                            (name, _) -> run(name),
                            new ProcessLeases()),
                    new ConnectorLoop.Threads(Runnable::run, 4, time),
                    clock);

    private RunEnd run(ConnectorName name) {
        ran.add(name + " " + Duration.between(START, clock.instant()));
        return script.isEmpty() ? RunEnd.DONE : script.removeFirst();
    }

    private void connector(String name, Schedule schedule) {
        connectors.put(name, Definitions.active(name, schedule));
        before.put(name, START);
    }

    private void become(String name, ConnectorState state) {
        Connector old = Objects.requireNonNull(connectors.get(name));
        connectors.put(
                name,
                new Connector(
                        old.definition(), state, old.created(), clock.instant(), old.revision()));
    }

    private void loopFor(Duration duration) {
        time.at(START.plus(duration), loop::stop);
        loop.run();
    }

    private void after(Duration duration, Runnable act) {
        time.at(START.plus(duration), act);
    }

    @Test
    void aConnectorRunsWheneverItIsDue() {
        connector("mail", EACH_MINUTE);

        loopFor(Duration.ofSeconds(200));

        assertThat(ran).containsExactly("mail PT1M", "mail PT2M", "mail PT3M");
    }

    @Test
    void aSlotThatWasMissedIsMadeUpForOnceAtTheStart() {
        connector("mail", Schedule.standard());
        before.put("mail", START.minus(Duration.ofDays(9)));

        loopFor(Duration.ofHours(15));

        assertThat(ran).containsExactly("mail PT0S", "mail PT14H");
    }

    @Test
    void aNewConnectorWaitsForItsTime() {
        loopForNew();

        assertThat(ran).containsExactly("mail PT14H");
    }

    private void loopForNew() {
        connectors.put(
                "mail",
                new Connector(
                        Definitions.named("mail", Schedule.standard()),
                        ConnectorState.ACTIVE,
                        START,
                        START,
                        1));
        loopFor(Duration.ofHours(15));
    }

    @Test
    void whatIsArchivedIsDeliveredAtOnce() {
        connector("mail", AT_ONCE);
        connector("post", EACH_MINUTE);
        after(Duration.ofSeconds(20), loop::awaken);

        loopFor(Duration.ofSeconds(50));

        assertThat(ran).as("once at the start").containsExactly("mail PT0S", "mail PT20S");
    }

    @Test
    void whatIsArchivedRightAfterAStartWaitsALittle() {
        connector("mail", AT_ONCE);
        after(Duration.ofMillis(1), loop::awaken);
        after(Duration.ofMillis(500), loop::awaken);

        loopFor(Duration.ofSeconds(50));

        assertThat(ran).containsExactly("mail PT0S", "mail PT2S");
    }

    @Test
    void whatIsAskedForRunsAtOnceWhateverItsSchedule() {
        connector("mail", new Schedule.Manual());
        after(Duration.ofSeconds(7), () -> loop.ask(new ConnectorName("mail")));

        loopFor(Duration.ofDays(2));

        assertThat(ran).containsExactly("mail PT7S");
    }

    @Test
    void whileSomethingIsAwayRunsAreTriedAgainWithGrowingDelay() {
        connector("mail", Schedule.standard());
        before.put("mail", START.minus(Duration.ofDays(1)));
        script.addAll(List.of(RunEnd.AGAIN, RunEnd.AGAIN, RunEnd.AGAIN, RunEnd.DONE));

        loopFor(Duration.ofHours(15));

        assertThat(ran)
                .containsExactly("mail PT0S", "mail PT1M", "mail PT3M", "mail PT7M", "mail PT14H");
    }

    @Test
    void delaysBeginAnewAfterARunThatWentWell() {
        connector("mail", Schedule.standard());
        before.put("mail", START.minus(Duration.ofDays(1)));
        script.addAll(List.of(RunEnd.AGAIN, RunEnd.AGAIN, RunEnd.DONE, RunEnd.AGAIN, RunEnd.DONE));

        loopFor(Duration.ofHours(15));

        assertThat(ran)
                .containsExactly(
                        "mail PT0S", "mail PT1M", "mail PT3M", "mail PT14H", "mail PT14H1M");
    }

    @Test
    void anAwayDestinationIsNotAskedEachMinuteThoughTheScheduleSaysSo() {
        connector("mail", EACH_MINUTE);
        script.addAll(List.of(RunEnd.AGAIN, RunEnd.AGAIN, RunEnd.AGAIN));

        loopFor(Duration.ofSeconds(541));

        assertThat(ran)
                .containsExactly("mail PT1M", "mail PT2M", "mail PT4M", "mail PT8M", "mail PT9M");
    }

    @Test
    void whatAPersonMustMendWaitsForTheSchedule() {
        connector("mail", Schedule.standard());
        before.put("mail", START.minus(Duration.ofDays(1)));
        script.add(RunEnd.FAILED);

        loopFor(Duration.ofHours(15));

        assertThat(ran).containsExactly("mail PT0S", "mail PT14H");
    }

    @Test
    void whatAPersonMustMendIsNotTriedEachMinuteEither() {
        connector("mail", EACH_MINUTE);
        script.addAll(List.of(RunEnd.FAILED, RunEnd.FAILED, RunEnd.FAILED));

        loopFor(Duration.ofSeconds(541));

        assertThat(ran)
                .containsExactly("mail PT1M", "mail PT2M", "mail PT4M", "mail PT8M", "mail PT9M");
    }

    @Test
    void aRunThatThrowsIsTriedAgainByTheKindOfItsError() {
        connector("mail", Schedule.standard());
        before.put("mail", START.minus(Duration.ofDays(1)));
        List<RuntimeException> thrown =
                new ArrayList<>(
                        List.of(
                                new WharfException(ErrorCode.SOURCE_UNAVAILABLE, "away"),
                                new WharfException(ErrorCode.SOURCE_REFUSED, "no"),
                                new IllegalStateException("a bug")));
        ConnectorLoop throwing =
                new ConnectorLoop(
                        new ConnectorLoop.Ports(
                                () -> List.copyOf(connectors.values()),
                                name -> Optional.ofNullable(before.get(name.value())),
                                (name, _) -> {
                                    run(name);
                                    throw thrown.removeFirst();
                                },
                                new ProcessLeases()),
                        new ConnectorLoop.Threads(Runnable::run, 4, time),
                        clock);
        time.at(START.plus(Duration.ofHours(15)), throwing::stop);

        throwing.run();

        assertThat(ran).containsExactly("mail PT0S", "mail PT1M", "mail PT14H");
    }

    @Test
    void aPausedConnectorDoesNotRunUntilItIsResumed() {
        connector("mail", EACH_MINUTE);
        after(Duration.ofSeconds(90), () -> become("mail", ConnectorState.PAUSED));
        after(Duration.ofMinutes(5), () -> become("mail", ConnectorState.ACTIVE));

        loopFor(Duration.ofSeconds(320));

        assertThat(ran).containsExactly("mail PT1M", "mail PT5M");
    }

    @Test
    void aDeletedConnectorRunsNoMore() {
        connector("mail", EACH_MINUTE);
        after(Duration.ofSeconds(90), () -> connectors.remove("mail"));

        loopFor(Duration.ofSeconds(320));

        assertThat(ran).containsExactly("mail PT1M");
        assertThat(loop.standing()).isEmpty();
    }

    @Test
    void anotherScheduleHoldsWithoutARestart() {
        connector("mail", Schedule.standard());
        after(
                Duration.ofSeconds(90),
                () -> connectors.put("mail", Definitions.active("mail", EACH_MINUTE)));

        loopFor(Duration.ofSeconds(170));

        assertThat(ran).containsExactly("mail PT1M30S", "mail PT2M30S");
    }

    @Test
    void aClockThatIsSetBackSilencesNobody() {
        connector("mail", EACH_MINUTE);
        Instant longAgo = START.minus(Duration.ofDays(400));
        time.at(
                START.plusSeconds(90),
                () -> {
                    clock.move(Duration.between(clock.instant(), longAgo));
                    time.at(longAgo.plusSeconds(100), loop::stop);
                });

        loop.run();

        assertThat(ran).containsExactly("mail PT1M", "mail PT-9600H", "mail PT-9599H-59M");
    }

    @Test
    void aStoreThatFailsIsAskedAgain() {
        List<RuntimeException> failures =
                new ArrayList<>(
                        List.of(new WharfException(ErrorCode.STORAGE_FAILED, "the disk is full")));
        connector("mail", EACH_MINUTE);
        ConnectorLoop failing =
                new ConnectorLoop(
                        new ConnectorLoop.Ports(
                                () -> {
                                    if (!failures.isEmpty()) {
                                        throw failures.removeFirst();
                                    }
                                    return List.copyOf(connectors.values());
                                },
                                name -> Optional.ofNullable(before.get(name.value())),
                                (name, _) -> run(name),
                                new ProcessLeases()),
                        new ConnectorLoop.Threads(Runnable::run, 4, time),
                        clock);
        time.at(START.plus(Duration.ofSeconds(70)), failing::stop);

        failing.run();

        assertThat(ran).containsExactly("mail PT1M");
    }
}
