package dev.wharf.connector.collection;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Change;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.Outcome;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Founds a collection, names people for it, and lets them in. Every act is in its ledger, durable,
/// before it takes effect. For one thread.
public final class CollectionBook {
    private final ArchiveReader reader;
    private final ArchiveWriter writer;
    private final Ledger ledger;
    private final Clock clock;

    /// @param by who does it
    /// @param reason in their words; null when they gave none
    public record By(Actor by, @Nullable String reason) {}

    public CollectionBook(ArchiveReader reader, ArchiveWriter writer, Ledger ledger, Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Makes the archive a collection, or finds that it is that one.
    ///
    /// @param readers who may see it; of a collection that is there, such as it has already
    /// @throws WharfException `CONFIG_INVALID` when a new one is to have no readers; `NOT_ALLOWED`
    ///   when the archive is an ordinary one, another collection, or has not those readers
    public Collection found(CaseId id, List<EmailAddress> readers, By by) {
        Optional<Collection> there = Collection.of(reader);
        if (there.isPresent()) {
            return existing(there.get(), id, readers);
        }
        if (reader.lastSequence() > 0 || !reader.documents("run").isEmpty()) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "There is an ordinary archive where the collection %s would be.".formatted(id));
        }
        if (readers.isEmpty()) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "The collection %s is new: say with --collection-reader who may see it."
                            .formatted(id));
        }
        Collection founded =
                new Collection(
                        id.value(),
                        readers.stream().map(EmailAddress::value).distinct().toList(),
                        clock.instant(),
                        by.by().id() + "@" + by.by().host());
        ledger.append(act(id, by).with("what", "founded").with("readers", text(founded.readers())));
        put(founded);
        return founded;
    }

    private static Collection existing(Collection there, CaseId id, List<EmailAddress> readers) {
        if (!there.id().isSame(id)) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "This is the collection %s, not %s.".formatted(there.caseId(), id));
        }
        List<String> others =
                readers.stream()
                        .filter(one -> !there.isReader(one))
                        .map(EmailAddress::value)
                        .toList();
        if (!others.isEmpty()) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "%s not named for the collection %s; 'wharf collection add-reader %s %s --reason …' names more people."
                            .formatted(
                                    text(others) + (others.size() == 1 ? " is" : " are"),
                                    there.caseId(),
                                    there.caseId(),
                                    String.join(" ", others)));
        }
        return there;
    }

    /// Names more people. Those who are named already stay as they are.
    public Collection add(Collection to, List<EmailAddress> readers, By by) {
        List<String> more =
                readers.stream()
                        .map(EmailAddress::value)
                        .filter(one -> !to.readers().contains(one))
                        .distinct()
                        .toList();
        if (more.isEmpty()) {
            return to;
        }
        List<String> all = new ArrayList<>(to.readers());
        all.addAll(more);
        Collection after = new Collection(to.caseId(), all, to.founded(), to.by());
        ledger.append(act(to.id(), by).with("what", "readers added").with("readers", text(more)));
        put(after);
        return after;
    }

    /// Somebody looks into the collection. Who they say they are is recorded beside the operating
    /// system's user; whether they are cannot be told here.
    ///
    /// @param as who looks; null when nobody said
    /// @param what they do, for the ledger
    /// @throws WharfException `NOT_ALLOWED` for anybody who is not named for it, which is recorded
    public void enter(Collection into, @Nullable EmailAddress as, String what, By by) {
        boolean named = as != null && into.isReader(as);
        Act act = act(into.id(), by).with("what", "opened").with("verb", what);
        ledger.append(
                (named ? act : act.ended(Outcome.REFUSED).with("error", "NOT_ALLOWED"))
                        .onBehalfOf(as == null ? null : as.value()));
        if (as == null) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "The collection %s is seen only by those named for it: say with --as who looks."
                            .formatted(into.caseId()));
        }
        if (!named) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "%s is not named for the collection %s.".formatted(as, into.caseId()));
        }
    }

    private Act act(CaseId id, By by) {
        return Act.of(
                        ActKind.CASE,
                        Subject.of(Subject.Type.CASE, id.value()),
                        by.by(),
                        clock.instant())
                .withReason(by.reason());
    }

    private void put(Collection collection) {
        writer.commit(
                List.of(
                        new Change.PutDocument(
                                Collection.KIND, Collection.KIND, collection.json())));
    }

    private static String text(List<String> people) {
        return people.stream().collect(Collectors.joining(", "));
    }
}
