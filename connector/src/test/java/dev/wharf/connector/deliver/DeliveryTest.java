package dev.wharf.connector.deliver;

import static dev.wharf.connector.deliver.Stage.ALICE;
import static dev.wharf.connector.deliver.Stage.BOB;
import static dev.wharf.connector.deliver.Stage.CAROL_BOX;
import static dev.wharf.connector.deliver.Stage.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported.Outcome;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.progress.Progress;
import dev.wharf.testkit.SampleItems;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

class DeliveryTest {
    private final Stage stage = new Stage();

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void everyMailboxGetsItsItemsInOrder() {
        List<ItemId> both = stage.items(25, ALICE, BOB);
        List<ItemId> alone = stage.items(7, ALICE);

        DeliveryEnd end = stage.run();

        List<ItemId> all = new ArrayList<>(both);
        all.addAll(alone);
        assertThat(end).isEqualTo(new DeliveryEnd.Done());
        assertThat(stage.destination.messageIds(ALICE)).isEqualTo(stage.messageIds(all));
        assertThat(stage.destination.messageIds(BOB)).isEqualTo(stage.messageIds(both));
        assertThat(stage.counters()).isEqualTo(new Counters(57, 0, 0, 0, 0));
        assertThat(stage.destination.questions()).isZero();
    }

    @Test
    void theNextRunGoesOnAtTheCursor() {
        stage.items(12, ALICE);
        stage.run();
        List<ItemId> more = stage.items(3, ALICE);

        stage.run();

        assertThat(stage.destination.messageIds(ALICE)).hasSize(15).endsWith(last(more));
        assertThat(stage.counters().imported()).isEqualTo(15);
    }

    @Test
    void aRunWithoutNewsWritesNothing() {
        stage.items(5, ALICE);
        stage.run();
        long groups = stage.archive.lastGroup();

        stage.run();

        assertThat(stage.archive.lastGroup()).isEqualTo(groups);
    }

    @Test
    void aRunThatIsKilledIsCompletedWithoutCopies() {
        List<ItemId> items = stage.items(30, ALICE, BOB);
        AtomicInteger left = new AtomicInteger(27);
        stage.destination.failing(
                (_, _) -> {
                    if (left.getAndDecrement() == 0) {
                        throw new Killed();
                    }
                    return Optional.empty();
                });
        assertThatThrownBy(stage::run).isInstanceOf(Killed.class);
        stage.destination.failing((_, _) -> Optional.empty());

        stage.run();

        assertThat(stage.destination.messageIds(ALICE)).isEqualTo(stage.messageIds(items));
        assertThat(stage.destination.messageIds(BOB)).isEqualTo(stage.messageIds(items));
        assertThat(stage.counters()).isEqualTo(new Counters(60, 0, 0, 0, 0));
    }

    @Test
    void onlyTheOpenWindowIsAskedFor() {
        stage.items(30, ALICE);
        stage.destination.failing(
                (_, mail) -> {
                    if (stage.destination.held(ALICE).size() == 15) {
                        throw new Killed();
                    }
                    return Optional.empty();
                });
        assertThatThrownBy(stage::run).isInstanceOf(Killed.class);
        stage.destination.failing((_, _) -> Optional.empty());

        stage.run();

        assertThat(stage.destination.held(ALICE)).hasSize(30);
        assertThat(stage.destination.questions()).isEqualTo(10);
    }

    @Test
    void aMissingMailboxFailsAndHoldsNobodyUp() {
        EmailAddress missing = new EmailAddress("gone@example.com");
        List<ItemId> items = stage.items(12, ALICE, missing);

        DeliveryEnd end = stage.run();

        assertThat(end).isEqualTo(new DeliveryEnd.Done());
        assertThat(stage.destination.messageIds(ALICE)).isEqualTo(stage.messageIds(items));
        assertThat(stage.counters()).isEqualTo(new Counters(12, 0, 0, 0, 12));
        assertThat(stage.notWhole())
                .hasSize(12)
                .allMatch(one -> one.reason().contains("there is no mailbox"));
    }

    @Test
    void aMailboxThatAppearsGetsWhatItIsOwed() {
        EmailAddress late = new EmailAddress("late@example.com");
        List<ItemId> items = stage.items(25, ALICE, late);
        stage.run();
        stage.run();
        stage.destination.with(late);
        List<ItemId> more = stage.items(2, late);
        stage.later(Duration.ofHours(2));

        stage.run();

        List<ItemId> all = new ArrayList<>(items);
        all.addAll(more);
        assertThat(stage.destination.messageIds(late)).isEqualTo(stage.messageIds(all));
        assertThat(stage.counters()).isEqualTo(new Counters(25 + 25 + 2, 0, 0, 0, 25));
        assertThat(stage.store().debts()).isEmpty();
    }

    @Test
    void aMailboxIsTriedLessAndLessOften() {
        EmailAddress missing = new EmailAddress("gone@example.com");
        stage.items(3, missing);
        AtomicInteger tries = new AtomicInteger();
        stage.policy =
                mailbox -> {
                    tries.incrementAndGet();
                    return new Addressee.Mailbox(mailbox);
                };
        stage.run();
        int first = tries.get();

        for (int minute = 0; minute < 600; minute++) {
            stage.later(Duration.ofMinutes(1));
            stage.run();
        }

        assertThat(tries.get() - first).isBetween(10, 20);
        assertThat(stage.counters().failed()).isEqualTo(3);
    }

    @Test
    void aMailThatIsRefusedWaitsForAPerson() {
        List<ItemId> items = stage.items(5, ALICE);
        String large = stage.messageIds(items).get(2);
        stage.destination.failing(
                (_, mail) ->
                        mail.messageId().equals(large)
                                ? Optional.of(
                                        new DeliveryOutcome.Rejected(
                                                refusal(Scope.MAIL, ErrorCode.NOT_ALLOWED)))
                                : Optional.empty());
        stage.run();
        stage.destination.failing((_, _) -> Optional.empty());
        stage.later(Duration.ofDays(30));
        stage.run();
        assertThat(stage.destination.held(ALICE)).hasSize(4);

        long debts = stage.retryAll();
        stage.run();

        assertThat(debts).isEqualTo(1);
        assertThat(stage.destination.messageIds(ALICE)).hasSize(5).endsWith(large);
        assertThat(stage.counters()).isEqualTo(new Counters(5, 0, 0, 0, 1));
    }

    @Test
    void aMailboxThatFillsUpGetsTheRestLater() {
        List<ItemId> items = stage.items(40, ALICE);
        stage.destination.failing(
                (_, _) ->
                        stage.destination.held(ALICE).size() >= 13
                                ? Optional.of(
                                        new DeliveryOutcome.Rejected(
                                                refusal(Scope.MAILBOX, ErrorCode.SOURCE_REFUSED)))
                                : Optional.empty());
        DeliveryEnd end = stage.run();
        assertThat(end).isEqualTo(new DeliveryEnd.Done());
        assertThat(stage.counters()).isEqualTo(new Counters(13, 0, 0, 0, 27));
        stage.destination.failing((_, _) -> Optional.empty());
        stage.later(Duration.ofHours(2));

        stage.run();

        assertThat(stage.destination.messageIds(ALICE)).isEqualTo(stage.messageIds(items));
        assertThat(stage.counters()).isEqualTo(new Counters(40, 0, 0, 0, 27));
    }

    @Test
    void aDestinationThatIsAwayStopsTheRunWhereItIs() {
        List<ItemId> items = stage.items(25, ALICE);
        stage.destination.failing(
                (_, _) ->
                        stage.destination.held(ALICE).size() >= 13
                                ? Optional.of(
                                        new DeliveryOutcome.Deferred(
                                                refusal(
                                                        Scope.DESTINATION,
                                                        ErrorCode.SOURCE_UNAVAILABLE),
                                                stage.clock.instant()))
                                : Optional.empty());

        DeliveryEnd end = stage.run();

        assertThat(end).isInstanceOf(DeliveryEnd.Away.class);
        assertThat(stage.counters()).isEqualTo(new Counters(10, 0, 0, 0, 0));
        stage.destination.failing((_, _) -> Optional.empty());
        stage.run();
        assertThat(stage.destination.messageIds(ALICE)).isEqualTo(stage.messageIds(items));
        assertThat(stage.counters()).isEqualTo(new Counters(25, 0, 0, 0, 0));
    }

    @Test
    void aRunThatIsStoppedIsGoneOnWith() {
        List<ItemId> items = stage.items(35, ALICE);

        DeliveryEnd end =
                stage.delivery()
                        .run(
                                stage::log,
                                Progress.NONE,
                                () -> stage.destination.held(ALICE).size() >= 15);

        assertThat(end).isEqualTo(new DeliveryEnd.Stopped());
        stage.run();
        assertThat(stage.destination.messageIds(ALICE)).isEqualTo(stage.messageIds(items));
    }

    @Test
    void whatWaitsIsQuarantinedAndDeliveredWhenAMailboxIsFound() {
        List<ItemId> waiting = stage.itemsWaitingForCarol(12, ALICE);
        stage.items(3, ALICE);
        stage.run();
        assertThat(stage.counters()).isEqualTo(new Counters(15, 0, 0, 12, 0));

        stage.resolveCarol();
        stage.run();

        assertThat(stage.destination.messageIds(CAROL_BOX)).isEqualTo(stage.messageIds(waiting));
        assertThat(stage.destination.messageIds(ALICE)).hasSize(15);
        assertThat(stage.counters()).isEqualTo(new Counters(27, 0, 0, 12, 0));
    }

    @Test
    void aMailboxFoundBeforeTheCursorComesIsNoDebt() {
        stage.itemsWaitingForCarol(12, ALICE);
        stage.resolveCarol();

        stage.run();
        stage.run();

        assertThat(stage.counters()).isEqualTo(new Counters(24, 0, 0, 0, 0));
        assertThat(stage.destination.questions()).isZero();
    }

    @Test
    void itemsThatExpectNobodyAreQuarantinedOnce() {
        stage.items(4, Audience.NOBODY);

        stage.run();

        assertThat(stage.counters()).isEqualTo(new Counters(0, 0, 0, 4, 0));
        assertThat(stage.notWhole()).allMatch(one -> one.outcome() == Outcome.QUARANTINED);
    }

    @Test
    void aConnectorMadeLaterFindsWhatAnotherBrought() {
        stage.items(8, ALICE);
        stage.run();
        stage.results.clear();
        Stage second = stage;
        second.before = DeliveryState.startingAfter(0, 8, second.archive.lastGroup());
        Delivery other =
                new Delivery(
                        new Delivery.Ports(
                                stage.archive,
                                stage.archive,
                                new DeliveryStore(stage.archive, "paris", "mail")),
                        new Couriers.Means(
                                stage.destination,
                                new ItemForm(stage.archive),
                                ReadBackPolicy.OFF,
                                stage.clock),
                        new Delivery.Setting(Addressee.Policy.EVERYBODY),
                        second.before);

        other.run(stage::log, Progress.NONE, () -> false);

        assertThat(stage.destination.held(ALICE)).hasSize(8);
        assertThat(stage.counters()).isEqualTo(new Counters(0, 0, 8, 0, 0));
    }

    @Test
    void onlyChosenUsersAreServed() {
        stage.policy = DeliveryTest::aliceAlone;
        stage.items(5, ALICE, BOB);

        stage.run();

        assertThat(stage.destination.held(BOB)).isEmpty();
        assertThat(stage.counters()).isEqualTo(new Counters(5, 0, 0, 0, 0));
    }

    @Test
    void aUserChosenLaterCatchesUp() {
        stage.policy = DeliveryTest::aliceAlone;
        stage.items(5, ALICE, BOB);
        stage.run();
        stage.policy = Addressee.Policy.EVERYBODY;
        stage.delivery().catchUp(BOB, 0);

        stage.run();

        assertThat(stage.destination.held(BOB)).hasSize(5);
        assertThat(stage.destination.held(ALICE)).hasSize(5);
    }

    @Test
    void twoAddressesOfOneMailboxGetOneCopy() {
        EmailAddress alias = new EmailAddress("a.smith@example.com");
        stage.policy = mailbox -> new Addressee.Mailbox(mailbox.equals(alias) ? ALICE : mailbox);
        stage.items(5, ALICE, alias);

        stage.run();

        assertThat(stage.destination.held(ALICE)).hasSize(5);
    }

    @Test
    void whomTheDirectoryRefusesFailsUntilItDoesNot() {
        stage.policy =
                mailbox ->
                        mailbox.equals(BOB)
                                ? new Addressee.Refused(refusal(Scope.MAILBOX, ErrorCode.NOT_FOUND))
                                : new Addressee.Mailbox(mailbox);
        stage.items(15, ALICE, BOB);
        stage.run();
        assertThat(stage.counters()).isEqualTo(new Counters(15, 0, 0, 0, 15));
        stage.policy = Addressee.Policy.EVERYBODY;
        stage.later(Duration.ofHours(2));

        stage.run();

        assertThat(stage.destination.held(BOB)).hasSize(15);
        assertThat(stage.counters()).isEqualTo(new Counters(30, 0, 0, 0, 15));
    }

    @Test
    void itemsFromBeforeTheStartAreNotTheConnectors() {
        stage.items(10, ALICE);
        stage.start = SampleItems.time(6);

        stage.run();

        assertThat(stage.destination.held(ALICE)).hasSize(4);
        assertThat(stage.counters().available()).isEqualTo(4);
    }

    @Test
    void anErasedItemIsSkipped() {
        List<ItemId> items = stage.items(3, ALICE);
        stage.archive.erase(items.get(1));

        stage.run();

        assertThat(stage.destination.held(ALICE)).hasSize(2);
        assertThat(stage.counters()).isEqualTo(new Counters(2, 0, 1, 0, 0));
    }

    @Test
    void filesThatWereLeftOutAreSaid() {
        stage.items(1, ALICE);
        stage.destination.failing(
                (_, _) ->
                        Optional.of(
                                new DeliveryOutcome.Delivered(
                                        "7", List.of("film.mp4, 200 MB, is in the archive"))));

        stage.run();

        assertThat(stage.counters()).isEqualTo(new Counters(0, 1, 0, 0, 0));
        assertThat(stage.notWhole().getFirst().reason()).contains("film.mp4");
    }

    @Test
    void whatIsReadBackOtherwiseFails() {
        stage.readBack = ReadBackPolicy.FULL;
        stage.items(2, ALICE);
        stage.destination.failing(
                (mailbox, mail) ->
                        stage.destination.held(mailbox).isEmpty()
                                ? Optional.empty()
                                : Optional.of(new DeliveryOutcome.Delivered("1")));

        stage.run();

        assertThat(stage.counters()).isEqualTo(new Counters(1, 0, 0, 0, 1));
    }

    @Test
    void aMailboxHasOneSessionAndManyAreServedAtOnce() {
        EmailAddress[] many = new EmailAddress[30];
        for (int i = 0; i < many.length; i++) {
            many[i] = new EmailAddress("user" + i + "@example.com");
        }
        stage.destination.with(many);
        stage.items(20, many);

        stage.run();

        assertThat(stage.destination.mostSessions()).isBetween(1, 4);
        assertThat(stage.counters().imported()).isEqualTo(600);
    }

    private static Addressee aliceAlone(EmailAddress mailbox) {
        return mailbox.equals(ALICE) ? new Addressee.Mailbox(mailbox) : new Addressee.NotChosen();
    }

    private String[] last(List<ItemId> items) {
        return stage.messageIds(items).toArray(String[]::new);
    }
}
