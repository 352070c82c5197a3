package dev.wharf.connector.execution;

import static dev.wharf.testkit.SampleItems.ALICE;
import static dev.wharf.testkit.SampleItems.BOB;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.connector.definition.AlertThresholds;
import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.definition.ConnectorStore;
import dev.wharf.connector.definition.DestinationDefinition;
import dev.wharf.connector.definition.DirectoryDefinition;
import dev.wharf.connector.definition.MailForm;
import dev.wharf.connector.definition.MappingDefinition;
import dev.wharf.connector.definition.ReadBackRule;
import dev.wharf.connector.definition.Schedule;
import dev.wharf.connector.definition.Settings;
import dev.wharf.connector.definition.SiteDefinition;
import dev.wharf.connector.definition.StagingDefinition;
import dev.wharf.connector.definition.Start;
import dev.wharf.connector.definition.Terms;
import dev.wharf.connector.definition.TermsAcceptance;
import dev.wharf.connector.definition.UserScope;
import dev.wharf.connector.log.ConnectorRun;
import dev.wharf.connector.log.ConnectorRunStore;
import dev.wharf.connector.log.DestinationResult;
import dev.wharf.connector.log.RunState;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.progress.Progress;
import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.MemoryLedger;
import dev.wharf.testkit.SampleItems;
import dev.wharf.testkit.SettableClock;
import dev.wharf.testkit.destination.MemoryDestination;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class ConnectorExecutionTest {
    private static final ConnectorName LONDON = new ConnectorName("london");
    private static final Actor ACTOR = Actor.job("connector", "test");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-28T10:00:00Z"));
    private final MemoryArchive archive = new MemoryArchive();
    private final MemoryLedger ledger = new MemoryLedger(clock);
    private final Map<String, MemoryDestination> destinations = new HashMap<>();
    private final List<Runnable> atTheSite = new ArrayList<>();
    private Set<EmailAddress> held = Set.of();
    private int opened;
    private int number;

    private ConnectorExecution execution() {
        return new ConnectorExecution(
                new ConnectorExecution.Ports(
                        archive,
                        archive,
                        ledger,
                        clock,
                        ACTOR,
                        (_, _) -> takeIn(),
                        (_, destination) -> open(destination.name().value()),
                        Recipients.EVERYBODY,
                        () -> held));
    }

    private void takeIn() {
        List<Runnable> all = List.copyOf(atTheSite);
        atTheSite.clear();
        all.forEach(Runnable::run);
    }

    private MemoryDestination open(String name) {
        opened++;
        return destination(name);
    }

    private MemoryDestination destination(String name) {
        return destinations.computeIfAbsent(name, _ -> new MemoryDestination().with(ALICE, BOB));
    }

    private void define(UserScope users, Start start, String... names) {
        ConnectorDefinition definition =
                new ConnectorDefinition(
                        LONDON,
                        TermsAcceptance.of(Terms.current(), "ana", clock.instant()),
                        new SiteDefinition.Own(),
                        MappingDefinition.STANDARD,
                        users,
                        Arrays.stream(names).map(ConnectorExecutionTest::imap).toList(),
                        Schedule.standard(),
                        start,
                        StagingDefinition.NONE,
                        DirectoryDefinition.NONE,
                        AlertThresholds.STANDARD);
        ConnectorStore store = new ConnectorStore(archive, archive, ledger, clock);
        ConnectorStore.By by = new ConnectorStore.By(ACTOR, null);
        if (store.find(LONDON).isEmpty()) {
            store.create(definition, by);
        } else {
            store.replace(definition, by);
        }
    }

    private static DestinationDefinition imap(String name) {
        return new DestinationDefinition(
                new ConnectorName(name),
                DestinationDefinition.Kind.IMAP,
                MailForm.ITEM,
                new ReadBackRule.Off(),
                Settings.NONE);
    }

    private void archive(int count, EmailAddress... mailboxes) {
        for (int i = 0; i < count; i++) {
            archive.commit(
                    List.of(
                            SampleItems.text(
                                    number++, Audience.of(Arrays.asList(mailboxes), List.of()))));
        }
    }

    private ConnectorRun run() {
        try (ConnectorExecution execution = execution()) {
            return execution.run(LONDON, () -> false, Progress.NONE);
        }
    }

    private ConnectorRun deliverSeven() {
        define(new UserScope.All(), new Start.Everything(), "mail");
        atTheSite.add(() -> archive(7, ALICE, BOB));
        return run();
    }

    private DestinationResult result(ConnectorRun run, String name) {
        return run.destinations().stream()
                .filter(one -> one.destination().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRunTakesInAndDelivers() {
        ConnectorRun run = deliverSeven();

        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(destination("mail").held(ALICE)).hasSize(7);
        assertThat(result(run, "mail").counters().fromSource()).isEqualTo(7);
        assertThat(result(run, "mail").counters().imported()).isEqualTo(14);
    }

    @Test
    void theRecordIsKept() {
        deliverSeven();

        List<ConnectorRun> runs =
                new ConnectorRunStore(archive, archive, clock)
                        .runs(LONDON, LocalDate.of(2026, 11, 28));

        assertThat(runs).hasSize(1);
        assertThat(runs.getFirst().counters().forImport()).isEqualTo(14);
        assertThat(ledger.entries(0).filter(one -> one.act().kind() == ActKind.DELIVER)).hasSize(1);
    }

    @Test
    void aRunThatFindsNothingIsNotKept() {
        deliverSeven();
        clock.move(Duration.ofMinutes(1));

        run();
        run();

        assertThat(
                        new ConnectorRunStore(archive, archive, clock)
                                .runs(LONDON, LocalDate.of(2026, 11, 28)))
                .hasSize(1);
    }

    @Test
    void daysOfPauseAreCaughtUp() {
        define(new UserScope.All(), new Start.Everything(), "mail");
        run();
        for (int day = 0; day < 3; day++) {
            clock.move(Duration.ofDays(1));
            atTheSite.add(() -> archive(5, ALICE));
        }

        run();

        assertThat(destination("mail").held(ALICE)).hasSize(15);
    }

    @Test
    void aClockThatGoesBackLosesNothing() {
        define(new UserScope.All(), new Start.Everything(), "mail");
        archive(3, ALICE);
        run();
        clock.move(Duration.ofDays(-2));
        archive(3, ALICE);

        run();

        assertThat(destination("mail").held(ALICE)).hasSize(6);
    }

    @Test
    void fromNowMeansFromTheFirstRun() {
        archive(4, ALICE);
        define(new UserScope.All(), new Start.FromNow(), "mail");
        run();
        archive(2, ALICE);

        run();

        assertThat(destination("mail").held(ALICE)).hasSize(2);
    }

    @Test
    void fromADayMeansWhatWasSaidThen() {
        archive(40, ALICE);
        LocalDate day = LocalDate.of(2025, 3, 2);
        define(new UserScope.All(), new Start.FromDate(day), "mail");

        run();

        assertThat(destination("mail").held(ALICE)).hasSize(40 - 15);
    }

    @Test
    void oneDestinationThatIsAwayHoldsNoOtherUp() {
        define(new UserScope.All(), new Start.Everything(), "first", "second");
        destination("first")
                .failing(
                        (_, _) ->
                                Optional.of(
                                        new DeliveryOutcome.Deferred(
                                                new Refusal(
                                                        ErrorCode.SOURCE_UNAVAILABLE,
                                                        Refusal.Scope.DESTINATION,
                                                        "no answer from mail.example"),
                                                clock.instant())));
        archive(5, ALICE);

        ConnectorRun run = run();

        assertThat(run.state()).isEqualTo(RunState.WAITING);
        assertThat(run.finished()).isNotNull();
        assertThat(result(run, "first").away()).isTrue();
        assertThat(result(run, "first").message()).contains("mail.example");
        assertThat(destination("second").held(ALICE)).hasSize(5);
    }

    @Test
    void aSiteThatIsAwayHoldsNoDeliveryUp() {
        define(new UserScope.All(), new Start.Everything(), "mail");
        archive(5, ALICE);
        atTheSite.add(
                () -> {
                    throw new WharfException(
                            ErrorCode.SOURCE_UNAVAILABLE, "the site does not answer");
                });

        ConnectorRun run = run();

        assertThat(run.state()).isEqualTo(RunState.WAITING);
        assertThat(destination("mail").held(ALICE)).hasSize(5);
    }

    @Test
    void aMissingMailboxMakesARunIncomplete() {
        define(new UserScope.All(), new Start.Everything(), "mail");
        EmailAddress gone = new EmailAddress("gone@example.com");
        archive(3, ALICE, gone);

        ConnectorRun run = run();

        assertThat(run.state()).isEqualTo(RunState.INCOMPLETE);
        assertThat(result(run, "mail").progress().debtsOpen()).isEqualTo(3);
        assertThat(new ConnectorRunStore(archive, archive, clock).notDelivered(run.id()))
                .hasSize(3)
                .allMatch(one -> gone.equals(one.mailbox()));
    }

    @Test
    void whoComesUnderHoldLaterCatchesUp() {
        held = Set.of(ALICE);
        define(new UserScope.OnHold(), new Start.Everything(), "mail");
        archive(5, ALICE, BOB);
        run();
        assertThat(destination("mail").held(BOB)).isEmpty();
        held = Set.of(ALICE, BOB);

        run();
        run();

        assertThat(destination("mail").held(ALICE)).hasSize(5);
        assertThat(destination("mail").held(BOB)).hasSize(5);
    }

    @Test
    void destinationsStayOpenUntilTheirDefinitionChanges() {
        define(new UserScope.All(), new Start.Everything(), "mail");
        try (ConnectorExecution execution = execution()) {
            execution.run(LONDON, () -> false, Progress.NONE);
            execution.run(LONDON, () -> false, Progress.NONE);
            assertThat(opened).isEqualTo(1);
            define(new UserScope.Only(List.of(ALICE)), new Start.Everything(), "mail");

            execution.run(LONDON, () -> false, Progress.NONE);

            assertThat(opened).isEqualTo(2);
        }
    }

    @Test
    void aDestinationThatRefusesUsIsOpenedAnew() {
        define(new UserScope.All(), new Start.Everything(), "mail");
        archive(1, ALICE);
        destination("mail")
                .refuse(
                        ALICE,
                        new Refusal(
                                ErrorCode.SOURCE_REFUSED,
                                Refusal.Scope.DESTINATION,
                                "the password is wrong"));
        try (ConnectorExecution execution = execution()) {
            ConnectorRun refused = execution.run(LONDON, () -> false, Progress.NONE);
            destination("mail").accept(ALICE);

            ConnectorRun run = execution.run(LONDON, () -> false, Progress.NONE);

            assertThat(refused.state()).isEqualTo(RunState.FAILED);
            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(opened).isEqualTo(2);
        }
    }

    @Test
    void anUnknownConnectorIsRefused() {
        assertThatThrownBy(this::run)
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("no connector 'london'");
    }

    @Test
    void aStoppedRunIsInterruptedAndGoesOn() {
        define(new UserScope.All(), new Start.Everything(), "mail");
        archive(5, ALICE);
        try (ConnectorExecution execution = execution()) {
            assertThat(execution.run(LONDON, () -> true, Progress.NONE).state())
                    .isEqualTo(RunState.INTERRUPTED);
        }

        assertThat(run().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(destination("mail").held(ALICE)).hasSize(5);
    }
}
