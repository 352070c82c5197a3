package dev.wharf.connector.quarantine;

import dev.wharf.connector.people.Assignments;
import dev.wharf.connector.people.Assignments.Assignment;
import dev.wharf.connector.people.MailboxPolicy;
import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.PartyResolver;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveReader.MailboxSummary;
import dev.wharf.core.archive.ArchiveReader.QuarantineGroup;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PartyRecord.Alias;
import dev.wharf.core.directory.Directory;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Items that wait for a mailbox, and how they get one. For one thread at a time; every act is
/// durable, and in the ledger, when its method returns.
public final class Quarantine {
    private final ArchiveWriter writer;
    private final ArchiveReader reader;
    private final Ledger ledger;
    private final Clock clock;

    public Quarantine(ArchiveWriter writer, ArchiveReader reader, Ledger ledger, Clock clock) {
        this.writer = writer;
        this.reader = reader;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Somebody who is waited for.
    ///
    /// @param aliases what the archive knows of them: numbers, addresses, names in chats
    /// @param items that wait, with the time of the first and the last
    public record Waiting(
            PartyId party,
            Expectation.Reason reason,
            List<Alias> aliases,
            long items,
            Instant since,
            Instant until) {}

    /// Who did it and why, for the ledger.
    public record By(Actor actor, @Nullable String reason) {}

    /// @param parties that have a mailbox now
    /// @param copies of items that reached one
    public record Replayed(int parties, long copies) {}

    /// Everybody who is waited for, the most items first.
    public List<Waiting> waiting() {
        Map<Expectation, Waiting> found = new HashMap<>();
        Map<PartyId, PartyRecord> parties = parties();
        for (QuarantineGroup group : reader.quarantine()) {
            for (Expectation one : group.waiting().unresolved()) {
                PartyRecord party = parties.get(one.party());
                Waiting here =
                        new Waiting(
                                one.party(),
                                one.reason(),
                                party == null ? List.of() : party.aliases(),
                                group.items(),
                                group.first(),
                                group.last());
                found.merge(one, here, Quarantine::together);
            }
        }
        return found.values().stream()
                .sorted(
                        Comparator.comparingLong((Waiting one) -> -one.items)
                                .thenComparing(Waiting::party)
                                .thenComparing(Waiting::reason))
                .toList();
    }

    private static Waiting together(Waiting a, Waiting b) {
        return new Waiting(
                a.party,
                a.reason,
                a.aliases,
                a.items + b.items,
                a.since.isBefore(b.since) ? a.since : b.since,
                a.until.isAfter(b.until) ? a.until : b.until);
    }

    /// Items that expected nobody of the firm, in order of archiving; close it.
    public Stream<ItemRow> expectingNobody() {
        return reader.quarantine().stream()
                .filter(group -> group.waiting().equals(Audience.NOBODY))
                .flatMap(group -> reader.inAudience(group.audience()));
    }

    /// Gives a party a mailbox: for what waits, and for everything imported later. With days, only
    /// for items of those UTC days.
    ///
    /// @return copies of items that reached the mailbox
    /// @throws WharfException NOT_FOUND for a party the archive does not know
    public long map(
            PartyId party,
            EmailAddress mailbox,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            By by) {
        if (!parties().containsKey(party)) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND,
                    "No party has number %d; see `wharf quarantine`".formatted(party.value()));
        }
        Assignment assignment = new Assignment(party, mailbox, from, until);
        long before = copies();
        writer.commit(
                List.of(
                        AssignmentDocument.put(
                                assignment, AssignmentDocument.all(reader).size() + 1),
                        new Change.Resolve(party, mailbox, from, until)));
        long copies = copies() - before;
        record(
                ActKind.MAPPING,
                Subject.of(Subject.Type.PARTY, Integer.toString(party.value())),
                by,
                Map.of(
                        "mailbox", mailbox.value(),
                        "from", String.valueOf(from),
                        "until", String.valueOf(until),
                        "copies", Long.toString(copies)));
        return copies;
    }

    /// Tries everybody who waits again, with corrected lists.
    ///
    /// Somebody known by number is found by it, on the days it was theirs; somebody known by name
    /// alone only if names may match.
    public Replayed replay(
            Directory directory, Mapping mapping, boolean strict, boolean matchNames, By by) {
        PartyResolver resolver =
                new PartyResolver(
                        new MailboxPolicy(
                                directory,
                                mapping,
                                new Assignments(AssignmentDocument.all(reader)),
                                strict,
                                matchNames),
                        directory,
                        mapping);
        Map<PartyId, PartyRecord> parties = parties();
        List<Change> changes = new ArrayList<>();
        int found = 0;
        for (Waiting one : waiting()) {
            PartyRecord party = parties.get(one.party);
            List<Change.Resolve> resolved =
                    party == null ? List.of() : resolver.resolve(party, one.reason);
            changes.addAll(resolved);
            found += resolved.isEmpty() ? 0 : 1;
        }
        long before = copies();
        if (!changes.isEmpty()) {
            writer.commit(changes);
        }
        Replayed replayed = new Replayed(found, copies() - before);
        record(
                ActKind.REPLAY,
                Subject.ARCHIVE,
                by,
                Map.of(
                        "parties", Integer.toString(replayed.parties),
                        "copies", Long.toString(replayed.copies)));
        return replayed;
    }

    /// Gives an item that expected nobody, or any other item, one more mailbox.
    ///
    /// @throws WharfException NOT_FOUND for an item the archive does not know
    public void deliver(ItemId item, EmailAddress mailbox, By by) {
        ItemRow row =
                reader.row(item)
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.NOT_FOUND,
                                                "The archive has no item " + item));
        Audience joined =
                reader.audience(row.audience()).union(Audience.of(List.of(mailbox), List.of()));
        writer.commit(List.of(new Change.SetAudience(item, joined)));
        record(
                ActKind.MAPPING,
                Subject.of(Subject.Type.ITEM, item.toString()),
                by,
                Map.of("mailbox", mailbox.value()));
    }

    private Map<PartyId, PartyRecord> parties() {
        Map<PartyId, PartyRecord> parties = new HashMap<>();
        reader.parties().forEach(party -> parties.put(party.id(), party));
        return parties;
    }

    /// How many there are in all mailboxes: who is waited for may have a mailbox that holds the
    /// item already.
    private long copies() {
        return reader.mailboxes().stream().mapToLong(MailboxSummary::items).sum();
    }

    private void record(ActKind kind, Subject subject, By by, Map<String, String> details) {
        ledger.append(
                Act.of(kind, subject, by.actor, clock.instant())
                        .withReason(by.reason)
                        .with(new TreeMap<>(details)));
    }
}
