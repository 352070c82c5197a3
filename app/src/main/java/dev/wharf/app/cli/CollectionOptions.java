package dev.wharf.app.cli;

import dev.wharf.app.home.Home;
import dev.wharf.connector.collection.CaseId;
import dev.wharf.connector.collection.Collection;
import dev.wharf.connector.collection.CustodyOptions;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Options of an import for a case, whose items are nobody's business but that of those named for
/// it.
final class CollectionOptions {

    @Option(
            names = "--collection",
            paramLabel = "CASE",
            description = {
                "Collect for this case, such as HR-2026-014: apart from everything else, in no",
                "participant's mailbox and at no destination."
            })
    @Nullable String collection;

    @Option(
            names = "--collection-reader",
            paramLabel = "MAILBOX",
            split = ",",
            description = "Who may see a new collection; several parted by commas, or repeated.")
    List<String> readers = new ArrayList<>();

    @Option(
            names = "--collector",
            paramLabel = "NAME",
            description = "Who had the device in hands, for the custody record.")
    @Nullable String collector;

    @Option(
            names = "--device",
            paramLabel = "TEXT",
            description = "What device it is: make, number, owner, state; for the custody record.")
    @Nullable String device;

    @Nullable CaseId id() {
        return collection == null ? null : CaseId.parse(collection);
    }

    /// What stands with every capture.
    Map<String, String> options(Actor actor) {
        CaseId id = id();
        return id == null
                ? Map.of()
                : new CustodyOptions(
                                id,
                                collector,
                                device,
                                "wharf " + Version.text(),
                                actor.id(),
                                actor.host())
                        .options();
    }

    /// Before anything is made or read.
    ///
    /// @param isNew whether the collection is not there yet
    void check(boolean isNew) {
        boolean alone = collector != null || device != null || !readers.isEmpty();
        if (collection == null && alone) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "--collection-reader, --collector and --device are for a --collection.");
        }
        readers();
        if (collection != null && isNew && readers.isEmpty()) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "The collection %s is new: say with --collection-reader who may see it."
                            .formatted(id()));
        }
    }

    private List<EmailAddress> readers() {
        return readers.stream().map(Collections::person).toList();
    }

    /// Makes the home the collection that was asked for, and makes sure that it is no other.
    void found(Import verb, Home home) {
        CaseId id = id();
        if (id != null) {
            Collections.book(verb, home).found(id, readers(), Collections.by(verb, home));
            return;
        }
        Collection.of(home.archive())
                .ifPresent(
                        one -> {
                            throw new WharfException(
                                    ErrorCode.NOT_ALLOWED,
                                    "%s is the collection %s; --collection %s adds to it."
                                            .formatted(
                                                    home.directory(), one.caseId(), one.caseId()));
                        });
    }

    /// That something was collected, by whom, from what.
    void record(Import verb, Home home, RunRecord run) {
        CaseId id = id();
        if (id == null) {
            return;
        }
        Act act =
                Act.of(
                                ActKind.CASE,
                                Subject.of(Subject.Type.CASE, id.value()),
                                home.actor(),
                                verb.surroundings().clock().instant())
                        .withReason(verb.reason)
                        .with("what", "collected")
                        .with("run", run.id())
                        .with("originals", Integer.toString(run.sources().size()))
                        .with("collector", Objects.requireNonNullElse(collector, ""))
                        .with("device", Objects.requireNonNullElse(device, ""));
        home.ledger().append(act);
        verb.console()
                .say("'wharf collection show %s --as …' prints the custody record.".formatted(id));
    }
}
