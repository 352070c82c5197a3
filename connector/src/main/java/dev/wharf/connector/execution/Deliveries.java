package dev.wharf.connector.execution;

import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.definition.DestinationDefinition;
import dev.wharf.connector.definition.ReadBackRule;
import dev.wharf.connector.definition.Start;
import dev.wharf.connector.definition.UserScope;
import dev.wharf.connector.deliver.Addressee;
import dev.wharf.connector.deliver.Couriers;
import dev.wharf.connector.deliver.DayForm;
import dev.wharf.connector.deliver.DayMarks;
import dev.wharf.connector.deliver.Delivery;
import dev.wharf.connector.deliver.DeliveryEnd;
import dev.wharf.connector.deliver.DeliveryState;
import dev.wharf.connector.deliver.DeliveryStore;
import dev.wharf.connector.deliver.Form;
import dev.wharf.connector.deliver.ItemForm;
import dev.wharf.connector.deliver.ReadBackPolicy;
import dev.wharf.connector.log.DestinationResult;
import dev.wharf.connector.log.ImportCounters;
import dev.wharf.connector.log.RunState;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Outcome;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.progress.Progress;
import dev.wharf.mail.DaySplit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The deliveries of one run of a connector, one destination after the other. For one thread.
final class Deliveries {
    static final ConnectorName ARCHIVE = new ConnectorName("archive");

    private final ConnectorExecution.Ports ports;
    private final Connector connector;
    private final RunBook book;
    private final BooleanSupplier stop;
    private boolean away;
    private boolean stopped;
    private boolean refused;
    private @Nullable String message;

    Deliveries(
            ConnectorExecution.Ports ports,
            Connector connector,
            RunBook book,
            BooleanSupplier stop) {
        this.ports = ports;
        this.connector = connector;
        this.book = book;
        this.stop = stop;
    }

    /// For a connector without other destinations. Everybody's copies are in the archive, whomever
    /// a connector serves.
    void toArchive(Progress progress) {
        boolean _ =
                deliver(
                        ARCHIVE,
                        new Couriers.Means(
                                new BuiltInArchive(),
                                new ItemForm(ports.reader()),
                                ReadBackPolicy.OFF,
                                ports.clock()),
                        Chosen.of(new UserScope.All(), ports.holds(), Addressee.Policy.EVERYBODY),
                        progress);
    }

    /// @return false when the destination does not accept us, and a person must act
    boolean to(DestinationDefinition definition, Destination destination, Progress progress) {
        ConnectorDefinition all = connector.definition();
        return deliver(
                definition.name(),
                new Couriers.Means(
                        destination,
                        form(definition),
                        readBack(definition.readBack()),
                        ports.clock()),
                Chosen.of(all.users(), ports.holds(), addressees(all, destination)),
                progress);
    }

    /// At the destination's own address for a mailbox: that of a journal is the same for all.
    private Addressee.Policy addressees(ConnectorDefinition all, Destination destination) {
        Addressee.Policy directory = ports.recipients().of(all);
        return mailbox ->
                switch (directory.of(mailbox)) {
                    case Addressee.Mailbox(EmailAddress at) ->
                            new Addressee.Mailbox(destination.address(at));
                    case Addressee.NotChosen none -> none;
                    case Addressee.Refused refused -> refused;
                };
    }

    private Form form(DestinationDefinition definition) {
        return switch (definition.form()) {
            case ITEM -> new ItemForm(ports.reader());
            case DAY ->
                    new DayForm(
                            ports.reader(),
                            new DayMarks(ports.reader(), ports.writer(), ports.clock()),
                            DaySplit.STANDARD);
        };
    }

    private static ReadBackPolicy readBack(ReadBackRule rule) {
        return switch (rule) {
            case ReadBackRule.Off() -> ReadBackPolicy.OFF;
            case ReadBackRule.Sampled(int percent) -> new ReadBackPolicy(10 * percent);
            case ReadBackRule.Full() -> ReadBackPolicy.FULL;
        };
    }

    private boolean deliver(
            ConnectorName destination, Couriers.Means means, Chosen chosen, Progress progress) {
        if (stop.getAsBoolean()) {
            stopped = true;
            return true;
        }
        String key = connector.name() + "/" + destination;
        DeliveryStore store =
                new DeliveryStore(ports.reader(), connector.name().value(), destination.value());
        ScopeMemory scope = new ScopeMemory(ports.reader(), ports.writer(), key);
        DeliveryState before = store.state().orElseGet(() -> begin(store, scope, chosen));
        Delivery delivery =
                new Delivery(
                        new Delivery.Ports(ports.reader(), ports.writer(), store, book),
                        means,
                        new Delivery.Setting(chosen, Delivery.Setting.WINDOW, start()),
                        before);
        scope.update(chosen.only(), delivery);
        DeliveryEnd end = delivery.run(book.log(destination, delivery), progress, stop);
        ended(destination, end);
        return !(end instanceof DeliveryEnd.Away gone
                && gone.why().code().kind() != ErrorKind.TRANSIENT);
    }

    /// Written down before anything is delivered: what "from now" means is decided once.
    private DeliveryState begin(DeliveryStore store, ScopeMemory scope, Chosen chosen) {
        ArchiveReader reader = ports.reader();
        long group = reader.lastGroup();
        long last = reader.lastSequence();
        long after = connector.definition().start() instanceof Start.FromNow ? last : 0;
        DeliveryState first = DeliveryState.startingAfter(after, last, group);
        ports.writer().commit(List.of(store.put(first), scope.begin(chosen.only(), after)));
        return first;
    }

    private Instant start() {
        return connector.definition().start() instanceof Start.FromDate from
                ? from.day().atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.MIN;
    }

    private void ended(ConnectorName destination, DeliveryEnd end) {
        book.ended(destination, end);
        switch (end) {
            case DeliveryEnd.Done() -> {}
            case DeliveryEnd.Away gone -> {
                away = true;
                refused |= gone.why().code().kind() != ErrorKind.TRANSIENT;
                message = destination + ": " + gone.why().reason();
            }
            case DeliveryEnd.Stopped() -> stopped = true;
        }
        record(destination);
    }

    private void record(ConnectorName destination) {
        book.result(destination)
                .filter(result -> !result.foundNothing())
                .ifPresent(result -> ports.ledger().append(act(result)));
    }

    private Act act(DestinationResult result) {
        ImportCounters counters = result.counters();
        return Act.of(
                        ActKind.DELIVER,
                        Subject.of(Subject.Type.RUN, book.run().id().text()),
                        ports.actor(),
                        ports.clock().instant())
                .ended(result.away() ? Outcome.FAILED : Outcome.DONE)
                .with("destination", result.destination().value())
                .with("imported", Long.toString(counters.imported() + counters.partially()))
                .with("failed", Long.toString(counters.failed()))
                .with("through", Long.toString(result.progress().to()));
    }

    /// A destination that could not be opened.
    void failed(WharfException e) {
        refused |= e.code().kind() != ErrorKind.TRANSIENT;
        away |= e.code().kind() == ErrorKind.TRANSIENT;
        message = e.getMessage();
    }

    RunState state() {
        if (stopped) {
            return RunState.INTERRUPTED;
        }
        if (refused) {
            return RunState.FAILED;
        }
        if (away) {
            return RunState.WAITING;
        }
        return book.run().counters().failed() > 0 ? RunState.INCOMPLETE : RunState.SUCCEEDED;
    }

    @Nullable String message() {
        return message;
    }
}
