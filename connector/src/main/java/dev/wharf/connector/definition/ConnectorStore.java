package dev.wharf.connector.definition;

import dev.wharf.connector.people.Sha256;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Change;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.Subject;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The connectors of a home, kept in its archive. Reading is safe for many threads; changes are for
/// one thread at a time, as the archive's writer is. Every change is durable, and in the ledger
/// with the digests of before and after, when its method returns.
///
/// A deleted connector stays, with its logs, and its name is never given away again: cursor, debts
/// and runs stand under the name, and a new connector would go on where another one ended.
public final class ConnectorStore {
    private final ArchiveWriter writer;
    private final ArchiveReader reader;
    private final Ledger ledger;
    private final Clock clock;

    public ConnectorStore(ArchiveWriter writer, ArchiveReader reader, Ledger ledger, Clock clock) {
        this.writer = writer;
        this.reader = reader;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Who changes something and why, for the ledger.
    public record By(Actor actor, @Nullable String reason) {}

    /// @param before null for a new one
    private record Step(@Nullable Connector before, Connector after) {}

    /// All that there ever were, by name.
    public List<Connector> all() {
        return reader.documents(ConnectorCodec.KIND).stream()
                .map(document -> ConnectorCodec.read(document.key(), document.json()))
                .toList();
    }

    /// All that are not deleted, by name.
    public List<Connector> list() {
        return all().stream().filter(one -> one.state() != ConnectorState.DELETED).toList();
    }

    /// Deleted ones too.
    public Optional<Connector> find(ConnectorName name) {
        return reader.document(ConnectorCodec.KIND, name.value())
                .map(json -> ConnectorCodec.read(name.value(), json));
    }

    /// @throws WharfException NOT_ALLOWED for a name that is taken, and for a mapping other than
    ///   that of the home's other connectors
    public Connector create(ConnectorDefinition definition, By by) {
        find(definition.name()).ifPresent(taken -> refuseName(taken));
        demandAgreement(definition);
        var now = clock.instant();
        Connector fresh = new Connector(definition, ConnectorState.ACTIVE, now, now, 1);
        return keep("create", new Step(null, fresh), by);
    }

    /// Gives a connector another definition; its state stays. Saying the same again changes
    /// nothing.
    ///
    /// @throws WharfException NOT_FOUND, and as [#create]
    public Connector replace(ConnectorDefinition definition, By by) {
        Connector before = living(definition.name());
        if (before.definition().equals(definition)) {
            return before;
        }
        demandAgreement(definition);
        return keep("replace", new Step(before, before.redefined(definition, clock.instant())), by);
    }

    /// Gives all connectors of the home another mapping, in one step.
    public List<Connector> remap(MappingDefinition mapping, By by) {
        var now = clock.instant();
        List<Step> steps =
                list().stream()
                        .filter(one -> !one.definition().mapping().agrees(mapping))
                        .map(
                                one ->
                                        new Step(
                                                one,
                                                one.redefined(one.definition().with(mapping), now)))
                        .toList();
        keep("remap", steps, by);
        return steps.stream().map(Step::after).toList();
    }

    /// @throws WharfException NOT_FOUND, or NOT_ALLOWED when it is paused already
    public Connector pause(ConnectorName name, By by) {
        return become("pause", name, ConnectorState.PAUSED, by);
    }

    /// @throws WharfException NOT_FOUND, or NOT_ALLOWED when it is active already
    public Connector resume(ConnectorName name, By by) {
        return become("resume", name, ConnectorState.ACTIVE, by);
    }

    /// For ever: the name is used up.
    ///
    /// @throws WharfException NOT_FOUND, also when it was deleted before
    public Connector delete(ConnectorName name, By by) {
        return become("delete", name, ConnectorState.DELETED, by);
    }

    private Connector become(String act, ConnectorName name, ConnectorState next, By by) {
        Connector before = living(name);
        if (!before.state().mayBecome(next)) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "Connector %s is %s already.".formatted(name, before.state().text()));
        }
        return keep(act, new Step(before, before.become(next, clock.instant())), by);
    }

    private Connector living(ConnectorName name) {
        return find(name)
                .filter(one -> one.state() != ConnectorState.DELETED)
                .orElseThrow(
                        () ->
                                new WharfException(
                                        ErrorCode.NOT_FOUND,
                                        "There is no connector '%s'.".formatted(name)));
    }

    private static void refuseName(Connector taken) {
        throw new WharfException(
                ErrorCode.NOT_ALLOWED,
                taken.state() == ConnectorState.DELETED
                        ? "A connector '%s' was deleted on %s; its logs stand under the name. Take another name."
                                .formatted(
                                        taken.name(), taken.changed().toString().substring(0, 10))
                        : "There is a connector '%s' already; --replace gives it this definition."
                                .formatted(taken.name()));
    }

    private void demandAgreement(ConnectorDefinition definition) {
        for (Connector other : list()) {
            boolean agrees = other.definition().mapping().agrees(definition.mapping());
            if (!agrees && !other.name().equals(definition.name())) {
                throw new WharfException(
                        ErrorCode.NOT_ALLOWED,
                        "Connector '%s' has another mapping. It belongs to the home, since whose mailbox an item is for is decided once: give the same mapping, or change that of all connectors first."
                                .formatted(other.name()));
            }
        }
    }

    private Connector keep(String act, Step step, By by) {
        keep(act, List.of(step), by);
        return step.after;
    }

    private void keep(String act, List<Step> steps, By by) {
        if (steps.isEmpty()) {
            return;
        }
        List<Change> changes = new ArrayList<>();
        for (Step step : steps) {
            changes.add(
                    new Change.PutDocument(
                            ConnectorCodec.KIND,
                            step.after.name().value(),
                            ConnectorCodec.write(step.after)));
        }
        writer.commit(changes);
        steps.forEach(step -> record(act, step, by));
    }

    private void record(String act, Step step, By by) {
        ledger.append(
                Act.of(
                                ActKind.CONFIG,
                                Subject.of(Subject.Type.CONFIG, "connector/" + step.after.name()),
                                by.actor,
                                clock.instant())
                        .withReason(by.reason)
                        .withDigests(
                                step.before == null ? null : digest(step.before),
                                digest(step.after))
                        .with("act", act)
                        .with("state", step.after.state().text())
                        .with("revision", Integer.toString(step.after.revision())));
    }

    private static ContentDigest digest(Connector connector) {
        return new ContentDigest(Sha256.hex(ConnectorCodec.write(connector)));
    }
}
