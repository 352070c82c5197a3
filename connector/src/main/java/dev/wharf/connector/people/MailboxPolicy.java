package dev.wharf.connector.people;

import dev.wharf.core.archive.Expectation;
import dev.wharf.core.directory.Directory;
import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides whom of the firm a person is, and which mailbox that leads to. Pure; for many threads.
///
/// Recognition: by number; by an alias the archive holds; by display name only if names may match,
/// exactly one user is called so, and the name is not a self-chosen one (`~ Name`). Mailbox: what
/// an operator assigned to the party, then the mapping, then the user's e-mail address, unless the
/// mapping is strict; then quarantine.
public final class MailboxPolicy {
    private final Directory directory;
    private final Mapping mapping;
    private final Mapping.Lookup lookup;
    private final Assignments assigned;
    private final boolean strict;
    private final boolean matchNames;
    private final @Nullable EmailAddress only;
    private @Nullable String fingerprint;

    /// @param strict the mapping alone decides; e-mail addresses lead nowhere
    /// @param matchNames a display name alone may recognise a user
    public MailboxPolicy(
            Directory directory,
            Mapping mapping,
            Assignments assigned,
            boolean strict,
            boolean matchNames) {
        this(directory, mapping, assigned, strict, matchNames, null);
    }

    private MailboxPolicy(
            Directory directory,
            Mapping mapping,
            Assignments assigned,
            boolean strict,
            boolean matchNames,
            @Nullable EmailAddress only) {
        this.directory = directory;
        this.mapping = mapping;
        this.lookup = mapping.lookup();
        this.assigned = assigned;
        this.strict = strict;
        this.matchNames = matchNames;
        this.only = only;
    }

    /// Recognises people as any policy does, for what mails call them, and sends every copy to one
    /// mailbox: whoever is in a chat, nobody has it, waits for it or can be given it.
    ///
    /// @param mailbox of the collection
    public static MailboxPolicy collecting(
            EmailAddress mailbox, Directory directory, Mapping mapping, boolean matchNames) {
        return new MailboxPolicy(
                directory, mapping, new Assignments(List.of()), false, matchNames, mailbox);
    }

    /// The one mailbox that everything belongs in, whoever is expected; empty for a policy that
    /// asks who is.
    Optional<EmailAddress> only() {
        return Optional.ofNullable(only);
    }

    /// Whether answers depend on the day.
    boolean dated() {
        return directory.dated() || mapping.dated() || assigned.dated();
    }

    /// A digest of everything the policy decides by: the same digest, the same decisions. Made
    /// once, and without ever holding the text of all users.
    public synchronized String fingerprint() {
        String known = fingerprint;
        if (known == null) {
            Sha256.Lines lines = new Sha256.Lines();
            lines.add("strict " + strict + ", names " + matchNames);
            only().ifPresent(mailbox -> lines.add("only " + mailbox));
            directory.users().forEach(user -> lines.add(user.toString()));
            mapping.rows().forEach(row -> lines.add(row.toString()));
            assigned.all().forEach(assignment -> lines.add(assignment.toString()));
            known = lines.hex();
            fingerprint = known;
        }
        return known;
    }

    Recognition byPhone(PhoneNumber phone, LocalDate day, MatchBasis basis) {
        Optional<User> user = directory.byPhone(phone, day);
        if (user.isPresent()) {
            return new Recognition.Known(user.get(), user.get().email(), basis);
        }
        return lookup.mailbox(phone, day).isPresent()
                ? new Recognition.Known(null, null, basis)
                : new Recognition.Outsider();
    }

    Optional<Recognition> byEmail(EmailAddress address, MatchBasis basis) {
        return directory
                .byEmail(address)
                .map(user -> new Recognition.Known(user, user.email(), basis));
    }

    Recognition byName(String name) {
        List<User> called = directory.byName(bare(name));
        if (called.isEmpty()) {
            return new Recognition.Outsider();
        }
        return matchNames && called.size() == 1 && !NameKey.selfChosen(name)
                ? new Recognition.Known(
                        called.getFirst(), called.getFirst().email(), MatchBasis.NAME)
                : new Recognition.Proposed();
    }

    /// The owner as an operator gives it: e-mail address, phone number or name of a user.
    Recognition owner(String given, LocalDate day) {
        Optional<EmailAddress> address = EmailAddress.parse(given);
        if (address.isPresent()) {
            return byEmail(address.get(), MatchBasis.GIVEN_OWNER)
                    .orElse(new Recognition.Known(null, address.get(), MatchBasis.GIVEN_OWNER));
        }
        Optional<PhoneNumber> phone = PhoneNumber.parse(given);
        if (phone.isPresent()) {
            Recognition found = byPhone(phone.get(), day, MatchBasis.GIVEN_OWNER);
            return found instanceof Recognition.Outsider ? new Recognition.UnknownOwner() : found;
        }
        List<User> called = directory.byName(given);
        return called.size() == 1
                ? new Recognition.Known(
                        called.getFirst(), called.getFirst().email(), MatchBasis.GIVEN_OWNER)
                : new Recognition.UnknownOwner();
    }

    /// The user's address that an owner's name, number or address stands for on a day.
    public Optional<EmailAddress> ownerMailbox(String given, LocalDate day) {
        return given.isBlank() || !(owner(given, day) instanceof Recognition.Known known)
                ? Optional.empty()
                : Optional.ofNullable(known.email());
    }

    /// The number of the user that an owner's name or address stands for on a day; empty unless
    /// there is exactly one.
    public Optional<PhoneNumber> ownerNumber(String given, LocalDate day) {
        if (given.isBlank() || !(owner(given, day) instanceof Recognition.Known known)) {
            return Optional.empty();
        }
        List<PhoneNumber> numbers = numbers(known.user(), null, day);
        return numbers.size() == 1 ? Optional.of(numbers.getFirst()) : Optional.empty();
    }

    /// What is decided for a number that somebody is shown by, on that day.
    ///
    /// @param party whose number it is, for what was assigned by hand; null when the archive does
    ///   not know anybody by it
    public Answer ofNumber(PhoneNumber phone, @Nullable PartyId party, LocalDate day) {
        return answer(byPhone(phone, day, MatchBasis.PHONE), party, phone, day);
    }

    /// What is decided for the owner of a phone or account, as an operator or the site gives it.
    public Answer ofOwner(String given, @Nullable PartyId party, LocalDate day) {
        return answer(owner(given, day), party, null, day);
    }

    /// The mailbox a person's items are expected in on that day, or what they wait for.
    ///
    /// @param shown the number the source shows for the person
    Expected expected(
            Recognition recognition, PartyId party, @Nullable PhoneNumber shown, LocalDate day) {
        return answer(recognition, party, shown, day).expected(party);
    }

    Answer answer(
            Recognition recognition,
            @Nullable PartyId party,
            @Nullable PhoneNumber shown,
            LocalDate day) {
        if (only != null) {
            return new Answer(only, Answer.Means.ASSIGNED, basis(recognition), null);
        }
        Optional<EmailAddress> byHand =
                party == null ? Optional.empty() : assigned.mailbox(party, day);
        if (byHand.isPresent()) {
            return new Answer(byHand.get(), Answer.Means.ASSIGNED, basis(recognition), null);
        }
        return switch (recognition) {
            case Recognition.Outsider() -> Answer.OUTSIDER;
            case Recognition.Proposed() ->
                    Answer.waiting(MatchBasis.NAME, Expectation.Reason.NAME_ONLY);
            case Recognition.UnknownOwner() -> unknownOwner(shown, day);
            case Recognition.Known known -> known(known, shown, day);
        };
    }

    private static @Nullable MatchBasis basis(Recognition recognition) {
        return recognition instanceof Recognition.Known known ? known.basis() : null;
    }

    private Answer known(Recognition.Known known, @Nullable PhoneNumber shown, LocalDate day) {
        Optional<EmailAddress> mapped =
                numbers(known.user(), shown, day).stream()
                        .flatMap(phone -> lookup.mailbox(phone, day).stream())
                        .findFirst();
        if (mapped.isPresent()) {
            return new Answer(mapped.get(), Answer.Means.MAPPING_FILE, known.basis(), null);
        }
        EmailAddress email = known.email();
        if (email != null && !strict) {
            return new Answer(email, Answer.Means.EMAIL, known.basis(), null);
        }
        return Answer.waiting(
                known.basis(),
                known.basis() == MatchBasis.GIVEN_OWNER
                        ? Expectation.Reason.OWNER_UNMAPPED
                        : Expectation.Reason.USER_UNMAPPED);
    }

    private Answer unknownOwner(@Nullable PhoneNumber shown, LocalDate day) {
        Optional<EmailAddress> mapped =
                shown == null ? Optional.empty() : lookup.mailbox(shown, day);
        return mapped.map(mailbox -> new Answer(mailbox, Answer.Means.MAPPING_FILE, null, null))
                .orElseGet(() -> Answer.waiting(null, Expectation.Reason.OWNER_UNMAPPED));
    }

    private static List<PhoneNumber> numbers(
            @Nullable User user, @Nullable PhoneNumber shown, LocalDate day) {
        List<PhoneNumber> numbers = new ArrayList<>();
        if (shown != null) {
            numbers.add(shown);
        }
        if (user != null) {
            user.lines().stream()
                    .filter(line -> line.covers(day))
                    .forEach(line -> numbers.add(line.phone()));
        }
        return numbers;
    }

    private static String bare(String name) {
        return name.replaceFirst("^[\\s\\p{Z}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]*~", "");
    }
}
