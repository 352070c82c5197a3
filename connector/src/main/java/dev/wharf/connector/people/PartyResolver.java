package dev.wharf.connector.people;

import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PartyRecord.Alias;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.directory.Directory;
import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds the mailboxes of a party in quarantine by what the archive knows of it. Pure.
public final class PartyResolver {
    private final MailboxPolicy policy;
    private final Directory directory;
    private final Mapping mapping;
    private @Nullable Map<String, List<User.Line>> dated;

    public PartyResolver(MailboxPolicy policy, Directory directory, Mapping mapping) {
        this.policy = policy;
        this.directory = directory;
        this.mapping = mapping;
    }

    /// What to resolve; empty when nothing is found. A number that changes hands gives several,
    /// each for its days.
    public List<Change.Resolve> resolve(PartyRecord party, Expectation.Reason reason) {
        if (policy.only().isPresent()) {
            // Nobody waits there.
            return List.of();
        }
        NavigableSet<LocalDate> turns = turns(party);
        List<Change.Resolve> found = new ArrayList<>();
        LocalDate from = null;
        for (LocalDate next : turns) {
            add(found, party, reason, from, next.minusDays(1));
            from = next;
        }
        add(found, party, reason, from, null);
        return found;
    }

    private void add(
            List<Change.Resolve> found,
            PartyRecord party,
            Expectation.Reason reason,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        LocalDate day = from != null ? from : until != null ? until : LocalDate.EPOCH;
        EmailAddress mailbox = mailbox(party, reason, day);
        if (mailbox == null) {
            return;
        }
        Change.Resolve last = found.isEmpty() ? null : found.getLast();
        boolean goesOn =
                last != null
                        && last.mailbox().equals(mailbox)
                        && from != null
                        && from.minusDays(1).equals(last.until());
        if (goesOn) {
            found.removeLast();
        }
        found.add(
                new Change.Resolve(
                        party.id(),
                        mailbox,
                        goesOn ? Objects.requireNonNull(last).from() : from,
                        until));
    }

    /// First days on which an answer may change.
    private NavigableSet<LocalDate> turns(PartyRecord party) {
        TreeSet<LocalDate> turns = new TreeSet<>();
        List<String> numbers =
                party.aliases().stream()
                        .filter(alias -> alias.kind() == AliasKind.PHONE)
                        .map(Alias::value)
                        .toList();
        for (String number : numbers) {
            dated().getOrDefault(number, List.of())
                    .forEach(line -> turn(turns, line.from(), line.until()));
        }
        mapping.rows().stream()
                .filter(row -> numbers.contains(row.phone().e164()))
                .forEach(row -> turn(turns, row.from(), row.until()));
        return turns;
    }

    /// Lines with days, by number: looked for once, since a directory may list two hundred thousand
    /// users and hardly any days.
    private synchronized Map<String, List<User.Line>> dated() {
        if (dated == null) {
            dated =
                    !directory.dated()
                            ? Map.of()
                            : directory.users().stream()
                                    .flatMap(user -> user.lines().stream())
                                    .filter(line -> line.from() != null || line.until() != null)
                                    .collect(Collectors.groupingBy(line -> line.phone().e164()));
        }
        return dated;
    }

    private static void turn(
            Set<LocalDate> turns, @Nullable LocalDate from, @Nullable LocalDate until) {
        if (from != null) {
            turns.add(from);
        }
        if (until != null) {
            turns.add(until.plusDays(1));
        }
    }

    private @Nullable EmailAddress mailbox(
            PartyRecord party, Expectation.Reason reason, LocalDate day) {
        for (Alias alias : surestFirst(party)) {
            EmailAddress mailbox = answer(party, alias, reason, day).mailbox();
            if (mailbox != null) {
                return mailbox;
            }
        }
        return null;
    }

    private Answer answer(
            PartyRecord party, Alias alias, Expectation.Reason reason, LocalDate day) {
        Recognition recognition = recognise(alias, reason, day);
        PhoneNumber shown = alias.kind() == AliasKind.PHONE ? new PhoneNumber(alias.value()) : null;
        return policy.answer(recognition, party.id(), shown, day);
    }

    /// @param by the alias that led there; null when none did
    public record Resolved(Answer answer, @Nullable Alias by) {}

    /// Where copies for a party belong on a day, by all that is known of it: the first alias that
    /// leads to a mailbox, else the first that says for what to wait. As at intake, a name says
    /// nothing of somebody whose number is known, unless items wait for exactly that.
    ///
    /// @param waits why items wait for the party already; null when none do
    public Resolved answer(PartyRecord party, Expectation.@Nullable Reason waits, LocalDate day) {
        boolean numbered =
                party.aliases().stream().anyMatch(alias -> alias.kind() == AliasKind.PHONE);
        Expectation.Reason reason = waits == null ? Expectation.Reason.USER_UNMAPPED : waits;
        Resolved best = new Resolved(Answer.OUTSIDER, null);
        for (Alias alias : surestFirst(party)) {
            if (alias.kind() == AliasKind.NAME
                    && numbered
                    && waits != Expectation.Reason.NAME_ONLY) {
                continue;
            }
            Answer answer = answer(party, alias, reason, day);
            if (answer.mailbox() != null) {
                return new Resolved(answer, alias);
            }
            if (answer.waits() != null && best.answer().waits() == null) {
                best = new Resolved(answer, alias);
            }
        }
        return best;
    }

    private Recognition recognise(Alias alias, Expectation.Reason reason, LocalDate day) {
        return switch (alias.kind()) {
            case PHONE -> policy.byPhone(new PhoneNumber(alias.value()), day, MatchBasis.PHONE);
            case EMAIL -> {
                EmailAddress address = new EmailAddress(alias.value());
                yield policy.byEmail(address, MatchBasis.ALIAS)
                        .orElseGet(() -> byAddressAlone(address, reason));
            }
            case NAME -> policy.byName(alias.value());
            case LID, USER_ID -> new Recognition.Outsider();
        };
    }

    /// The address under which an owner was given leads to that mailbox without a users file.
    private static Recognition byAddressAlone(EmailAddress address, Expectation.Reason reason) {
        return reason == Expectation.Reason.OWNER_UNMAPPED
                ? new Recognition.Known(null, address, MatchBasis.GIVEN_OWNER)
                : new Recognition.Outsider();
    }

    private static List<Alias> surestFirst(PartyRecord party) {
        List<Alias> aliases = new ArrayList<>(party.aliases());
        aliases.sort(Comparator.comparing(alias -> alias.kind() == AliasKind.NAME));
        return aliases;
    }
}
