package dev.wharf.connector.deliver;

import dev.wharf.core.archive.ArchiveReader.Gain;
import dev.wharf.core.archive.Change;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.party.EmailAddress;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How far a delivery has come: the state and the debts, written together. For one thread.
final class Progression {
    private final Delivery.Ports ports;
    private final Addressee.Policy addressees;
    private final Clock clock;
    private final DebtBook debts;
    private DeliveryState state;

    Progression(
            Delivery.Ports ports, Addressee.Policy addressees, Clock clock, DeliveryState before) {
        this.ports = ports;
        this.addressees = addressees;
        this.clock = clock;
        this.debts = new DebtBook(ports.store().debts());
        this.state = ports.store().state().orElse(before);
    }

    DeliveryState state() {
        return state;
    }

    DebtBook debts() {
        return debts;
    }

    /// Not written before the next commit.
    void move(DeliveryState next) {
        state = next;
    }

    void commit() {
        ports.writer().commit(changes());
    }

    /// Together with what the log says of it.
    void commit(DeliveryLog log, WindowResult result) {
        List<Change> changes = changes();
        synchronized (ports.turn()) {
            changes.addAll(log.ended(result));
            ports.writer().commit(changes);
        }
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        changes.add(ports.store().put(state));
        changes.addAll(debts.takeChanges(ports.store()));
        return changes;
    }

    void commitDebts() {
        if (debts.hasChanges()) {
            commit();
        }
    }

    /// Turns gains of items that the cursor has passed into debts.
    void takeGains() {
        long through = ports.reader().lastGroup();
        for (Gain gain : ports.reader().gains(state.group())) {
            if (gain.group() <= through && gain.first() <= state.sequence()) {
                long last = Math.min(gain.last(), state.sequence());
                owe(gain.mailbox(), new Span(gain.first(), last));
            }
        }
        state = state.gainedThrough(through);
        commitDebts();
    }

    /// Makes everything of a span due that belongs to a mailbox of the archive.
    void owe(EmailAddress mailbox, Span span) {
        Instant now = clock.instant();
        switch (addressees.of(mailbox)) {
            case Addressee.NotChosen() -> {}
            case Addressee.Refused(Refusal why) ->
                    debts.add(mailbox, Debt.refused(span, span.size(), why, now, now));
            case Addressee.Mailbox(EmailAddress at) -> debts.add(at, Debt.due(span, now));
        }
    }
}
