package dev.wharf.connector.deliver;

import dev.wharf.connector.run.Counters;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.progress.Progress;
import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.SampleItems;
import dev.wharf.testkit.SettableClock;
import dev.wharf.testkit.destination.MemoryDestination;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// An archive, a destination and a connector between them; runs of it, one after the other.
final class Stage {
    static final EmailAddress ALICE = SampleItems.ALICE;
    static final EmailAddress BOB = SampleItems.BOB;
    static final EmailAddress CAROL_BOX = new EmailAddress("carol@example.com");
    static final PartyId CAROL = SampleItems.CAROL;

    final MemoryArchive archive = new MemoryArchive();
    final MemoryDestination destination = new MemoryDestination().with(ALICE, BOB, CAROL_BOX);
    final SettableClock clock = new SettableClock(Instant.parse("2026-11-28T10:00:00Z"));
    final List<WindowResult> results = new ArrayList<>();
    Addressee.Policy policy = Addressee.Policy.EVERYBODY;
    ReadBackPolicy readBack = ReadBackPolicy.OFF;
    DeliveryState before = DeliveryState.startingAfter(0, 0, 0);
    Instant start = Instant.MIN;
    int window = 10;
    Function<MemoryArchive, Form> form = ItemForm::new;
    private int number;

    DeliveryStore store() {
        return new DeliveryStore(archive, "london", "mail");
    }

    Delivery delivery() {
        return new Delivery(
                new Delivery.Ports(archive, archive, store()),
                new Couriers.Means(destination, form.apply(archive), readBack, clock),
                new Delivery.Setting(policy, window, start),
                before);
    }

    long retryAll() {
        return Delivery.retryAll(new Delivery.Ports(archive, archive, store()), clock);
    }

    DeliveryEnd run() {
        return delivery().run(this::log, Progress.NONE, () -> false);
    }

    List<Change> log(WindowResult result) {
        results.add(result);
        return List.of(new Change.PutDocument("test", "results", String.valueOf(results.size())));
    }

    Counters counters() {
        return results.stream().map(WindowResult::counters).reduce(Counters.NONE, Counters::plus);
    }

    List<NotWhole> notWhole() {
        return results.stream().flatMap(result -> result.notWhole().stream()).toList();
    }

    void later(Duration time) {
        clock.move(time);
    }

    /// Archives items for these mailboxes.
    List<ItemId> items(int count, EmailAddress... mailboxes) {
        return items(count, Audience.of(Arrays.asList(mailboxes), List.of()));
    }

    List<ItemId> itemsWaitingForCarol(int count, EmailAddress... mailboxes) {
        return items(
                count,
                Audience.of(
                        Arrays.asList(mailboxes),
                        List.of(new Expectation(CAROL, Expectation.Reason.USER_UNMAPPED))));
    }

    List<ItemId> items(int count, Audience audience) {
        List<Change> changes = new ArrayList<>();
        List<ItemId> ids = new ArrayList<>();
        changes.add(new Change.PutParty(new PartyRecord(CAROL, List.of())));
        for (int i = 0; i < count; i++) {
            Change.AddItem item = SampleItems.text(number++, audience);
            ids.add(item.id());
            changes.add(item);
        }
        archive.commit(changes);
        return ids;
    }

    /// Carol's mailbox is found.
    void resolveCarol() {
        archive.commit(List.of(new Change.Resolve(CAROL, CAROL_BOX, null, null)));
    }

    List<String> messageIds(List<ItemId> items) {
        return items.stream().map(id -> id + "@item.wharf.invalid").toList();
    }

    static Refusal refusal(Scope scope, ErrorCode code) {
        return new Refusal(code, scope, "refused by the test");
    }
}
