package dev.wharf.connector.directory;

import dev.wharf.connector.directory.MappingRow.By;
import dev.wharf.connector.directory.MappingRow.Result;
import dev.wharf.connector.directory.MappingRow.Validity;
import dev.wharf.connector.directory.MappingRow.Who;
import dev.wharf.connector.people.Answer;
import dev.wharf.connector.people.MailboxPolicy;
import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.PartyResolver;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PartyRecord.Alias;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Who would map to which mailbox, and why, before anything is imported: what the intake's own
/// policy says, and what the destination's directory says of the mailboxes. Pure.
///
/// Rows come one by one and in the same order each time: accounts, users, the mapping file, then
/// parties. Two hundred thousand users are never all in memory.
public final class MappingReport {
    private final MailboxPolicy policy;
    private final PartyResolver resolver;
    private final People people;
    private final @Nullable DirectorySnapshot valid;
    private final LocalDate day;
    private final Map<String, PartyId> partyOf = new HashMap<>();

    /// An enrolled account.
    ///
    /// @param given as captures of it will name their owner: address, number or name
    public record Account(String id, String given, @Nullable PhoneNumber number) {}

    /// Whom the report is about.
    ///
    /// @param users of the policy's directory
    /// @param parties the archive knows
    /// @param waiting why items wait for some of them
    public record People(
            List<Account> accounts,
            JoinedDirectory users,
            Mapping mapping,
            List<PartyRecord> parties,
            Map<PartyId, Expectation.Reason> waiting) {
        public People {
            accounts = accounts.stream().sorted(Comparator.comparing(Account::id)).toList();
            parties = parties.stream().sorted(Comparator.comparing(PartyRecord::id)).toList();
            waiting = Map.copyOf(waiting);
        }
    }

    /// @param policy the intake's
    /// @param valid the directory of the destination; null when it has none
    /// @param day on which it is so, UTC
    public MappingReport(
            MailboxPolicy policy,
            PartyResolver resolver,
            People people,
            @Nullable DirectorySnapshot valid,
            LocalDate day) {
        this.policy = policy;
        this.resolver = resolver;
        this.people = people;
        this.valid = valid;
        this.day = day;
        people.parties.forEach(
                party ->
                        party.aliases().stream()
                                .filter(alias -> alias.kind() != AliasKind.NAME)
                                .forEach(alias -> partyOf.putIfAbsent(alias.value(), party.id())));
    }

    /// @param rows of each kind of subject, by result
    /// @param validity of the mailboxes of all rows
    /// @param problems rows with something to do
    public record Counts(
            Map<Who, Map<Result, Long>> rows, Map<Validity, Long> validity, long problems) {
        public long count(Who who, Result result) {
            return rows.getOrDefault(who, Map.of()).getOrDefault(result, 0L);
        }

        public long count(Validity one) {
            return validity.getOrDefault(one, 0L);
        }
    }

    /// Every row; each call begins anew.
    public Stream<MappingRow> rows() {
        return Stream.of(
                        people.accounts.stream().map(this::account),
                        people.users.users().stream().flatMap(this::user),
                        IntStream.range(0, people.mapping.rows().size()).mapToObj(this::mapped),
                        people.parties.stream().map(this::party))
                .flatMap(rows -> rows);
    }

    public Counts counts() {
        Map<Who, Map<Result, Long>> rows = new EnumMap<>(Who.class);
        Map<Validity, Long> validity = new EnumMap<>(Validity.class);
        long[] problems = {0};
        rows().forEach(
                        row -> {
                            rows.computeIfAbsent(row.who(), _ -> new EnumMap<>(Result.class))
                                    .merge(row.result(), 1L, Long::sum);
                            validity.merge(row.validity(), 1L, Long::sum);
                            problems[0] += row.isProblem() ? 1 : 0;
                        });
        return new Counts(rows, validity, problems[0]);
    }

    private MappingRow account(Account account) {
        PhoneNumber number = account.number;
        PartyId party = partyOf.get(account.given);
        if (party == null && number != null) {
            party = partyOf.get(number.e164());
        }
        Answer answer = policy.ofOwner(account.given, party, day);
        if (answer.mailbox() == null && number != null) {
            Answer byNumber = policy.ofNumber(number, party, day);
            answer = byNumber.mailbox() == null ? answer : byNumber;
        }
        return row(Who.ACCOUNT, account.id, account.given, number, answer);
    }

    /// One row for each number that counts today; one for a user without any.
    private Stream<MappingRow> user(User user) {
        EmailAddress email = user.email();
        String id = email == null ? user.name() : email.value();
        List<PhoneNumber> numbers =
                user.lines().stream()
                        .filter(line -> line.covers(day))
                        .map(User.Line::phone)
                        .distinct()
                        .toList();
        if (numbers.isEmpty()) {
            Answer answer = policy.ofOwner(id, email == null ? null : partyOf.get(id), day);
            return Stream.of(row(Who.USER, id, user.name(), null, answer));
        }
        return numbers.stream()
                .map(number -> row(Who.USER, id, user.name(), number, ofNumber(number)));
    }

    private MappingRow mapped(int index) {
        Mapping.Row mapped = people.mapping.rows().get(index);
        PhoneNumber number = mapped.phone();
        LocalDate from = mapped.from();
        LocalDate until = mapped.until();
        LocalDate at =
                from != null && from.isAfter(day)
                        ? from
                        : until != null && until.isBefore(day) ? until : day;
        Answer answer = policy.ofNumber(number, partyOf.get(number.e164()), at);
        return row(Who.MAPPING, Integer.toString(index + 1), number.e164(), number, answer);
    }

    private Answer ofNumber(PhoneNumber number) {
        return policy.ofNumber(number, partyOf.get(number.e164()), day);
    }

    private MappingRow party(PartyRecord party) {
        PartyResolver.Resolved found = resolver.answer(party, people.waiting.get(party.id()), day);
        Alias by = found.by();
        String number =
                by != null && by.kind() == AliasKind.PHONE
                        ? by.value()
                        : party.aliases().stream()
                                .filter(alias -> alias.kind() == AliasKind.PHONE)
                                .map(Alias::value)
                                .findFirst()
                                .orElse(null);
        return row(
                Who.PARTY,
                Integer.toString(party.id().value()),
                "party " + party.id().value(),
                number == null ? null : new PhoneNumber(number),
                found.answer());
    }

    private MappingRow row(
            Who who, String id, String label, @Nullable PhoneNumber number, Answer answer) {
        EmailAddress mailbox = answer.mailbox();
        MailboxValidity validity = MailboxValidity.of(mailbox, valid);
        Result result =
                mailbox != null
                        ? Result.MAPPED
                        : answer.waits() != null ? Result.WAITING : Result.OUTSIDER;
        By by = by(answer, number);
        return new MappingRow(
                who,
                id,
                label,
                number,
                result,
                by,
                mailbox,
                validity.validity(),
                validity.primary(),
                MappingAdvice.of(who, answer, validity.validity(), by));
    }

    private By by(Answer answer, @Nullable PhoneNumber number) {
        return switch (answer.means()) {
            case ASSIGNED -> By.ASSIGNMENT;
            case MAPPING_FILE -> By.MAPPING_FILE;
            case NOTHING -> By.NOTHING;
            case EMAIL ->
                    switch (answer.basis()) {
                        case NAME -> By.DISPLAY_NAME;
                        case PHONE -> number == null ? By.EMAIL : byNumber(number);
                        case GIVEN_OWNER, ALIAS -> By.EMAIL;
                        case null -> By.EMAIL;
                    };
        };
    }

    private By byNumber(PhoneNumber number) {
        return switch (people.users.origin(number, day)) {
            case USERS_FILE -> By.USERS_FILE;
            case DIRECTORY -> By.DIRECTORY_NUMBER;
            case DIRECTORY_ASSUMED -> By.DIRECTORY_NUMBER_ASSUMED;
            case NOBODY -> By.EMAIL;
        };
    }
}
