package dev.wharf.connector.people;

import dev.wharf.connector.people.PartyBook.Handle;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// Identifies the people of one capture's chat: party, address, expected mailbox.
///
/// For one thread. The same capture against the same archive gives the same answers.
public final class CapturePeople {
    private static final int SECONDS_A_DAY = 86_400;
    private static final String NOBODY_NAMED = "somebody whom the source does not name";

    private final MailboxPolicy policy;
    private final PartyBook book;
    private final ConversationId conversation;
    private final CaptureOwner owner;
    private final String ownerLabel;
    private final Images images;
    private final int knownBefore;
    private final boolean dated;
    private final boolean addresses;
    private int revision;
    private final Map<Key, Identified> identified = new HashMap<>();
    private final Map<RosterKey, Roster> rosters = new HashMap<>();

    /// The same members are the same list, whoever speaks: what comes after works by identity.
    private final Map<List<Person>, List<Person>> memberLists = new HashMap<>();

    private record Key(Person person, long day) {}

    private record RosterKey(List<Person> members, @Nullable Person sender, long day) {
        /// Cheap for a list of a thousand members; lists are equal by identity nearly always.
        @Override
        public int hashCode() {
            int hash = members.isEmpty() ? 0 : members.getLast().hashCode();
            hash = 31 * hash + members.size();
            hash = 31 * hash + Objects.hashCode(sender);
            return 31 * hash + Long.hashCode(day);
        }
    }

    /// What alignment found out: which party of the archive each person of this capture is.
    ///
    /// @param parties by the person as the capture shows them
    /// @param sameBook the chat is known from this owner's phone, so that its names are too
    public record Images(Map<Person, PartyId> parties, boolean sameBook) {
        public static final Images NONE = new Images(Map.of(), false);

        public Images {
            parties = Map.copyOf(parties);
        }
    }

    private static final class Identified {
        final Person person;
        final Expected expected;
        final List<Handle> handles;
        Instant first;
        Instant last;
        long firstDay;
        long lastDay;

        Identified(Person person, Expected expected, List<Handle> handles, Instant at) {
            this.person = person;
            this.expected = expected;
            this.handles = handles;
            this.first = at;
            this.last = at;
            this.firstDay = epochDay(at);
            this.lastDay = firstDay;
        }
    }

    /// @param ownerLabel names the owner of whom nothing is known, deterministically
    /// @param knownBefore highest party before this capture; what is above was minted by it
    public CapturePeople(
            MailboxPolicy policy,
            PartyBook book,
            ConversationId conversation,
            CaptureOwner owner,
            String ownerLabel,
            Images images,
            int knownBefore) {
        this(policy, book, conversation, owner, ownerLabel, images, knownBefore, false);
    }

    private CapturePeople(
            MailboxPolicy policy,
            PartyBook book,
            ConversationId conversation,
            CaptureOwner owner,
            String ownerLabel,
            Images images,
            int knownBefore,
            boolean addresses) {
        this.addresses = addresses;
        this.policy = policy;
        this.book = book;
        this.conversation = conversation;
        this.owner = owner;
        this.ownerLabel = ownerLabel;
        this.images = images;
        this.knownBefore = knownBefore;
        this.dated = policy.dated();
        this.revision = book.revision();
    }

    /// People of a source that shows them by address, for as many captures of one owner as there
    /// are. The book is told at once when somebody was seen, to the day, and nothing depends on
    /// where one capture ends and the next begins.
    public static CapturePeople ofAddresses(
            MailboxPolicy policy,
            PartyBook book,
            ConversationId conversation,
            CaptureOwner owner,
            String ownerLabel) {
        return new CapturePeople(
                policy, book, conversation, owner, ownerLabel, Images.NONE, 0, true);
    }

    public Person identify(Person person, Instant at) {
        Identified found = found(person, at);
        if (addresses) {
            noteDay(found, at);
            return found.person;
        }
        if (at.isAfter(found.last)) {
            found.last = at;
        } else if (at.isBefore(found.first)) {
            found.first = at;
        }
        return found.person;
    }

    /// Where a copy for this person, of an event at that time, belongs.
    public Expected expected(Person person, Instant at) {
        return found(person, at).expected;
    }

    /// Members, sender and owner at that moment, each once, and where their copies belong.
    public Roster roster(List<Person> members, @Nullable Person sender, Instant at) {
        refresh();
        RosterKey key = new RosterKey(members, sender, day(at));
        Roster known = rosters.get(key);
        if (known == null) {
            int before;
            do {
                before = book.revision();
                known = compute(members, sender, at);
            } while (before != book.revision());
            rosters.put(key, known);
        }
        return known;
    }

    /// Widens the aliases' times to what was seen; call once at the end.
    public void noteTimes() {
        identified
                .values()
                .forEach(
                        one -> {
                            PartyId party = Objects.requireNonNull(one.person.party());
                            one.handles.forEach(
                                    handle -> book.add(party, handle, one.first, one.last));
                        });
    }

    private static void widen(Identified one, long day) {
        one.firstDay = Math.min(one.firstDay, day);
        one.lastDay = Math.max(one.lastDay, day);
    }

    private void noteDay(Identified one, Instant at) {
        long day = epochDay(at);
        if (day < one.firstDay || day > one.lastDay) {
            widen(one, day);
            PartyId party = Objects.requireNonNull(one.person.party());
            one.handles.forEach(handle -> book.seen(party, handle, at));
        }
    }

    /// How much is remembered.
    public int size() {
        return identified.size() + rosters.size();
    }

    private long day(Instant at) {
        return dated ? epochDay(at) : 0;
    }

    private static long epochDay(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
    }

    private Roster compute(List<Person> members, @Nullable Person sender, Instant at) {
        Map<PartyId, Identified> everybody = new LinkedHashMap<>();
        for (Person member : members) {
            put(everybody, found(member, at));
        }
        if (sender != null) {
            put(everybody, found(sender, at));
        }
        if (owner.known() && everybody.values().stream().noneMatch(one -> one.person.owner())) {
            put(everybody, found(ownerPerson(at), at));
        }
        TreeSet<EmailAddress> mailboxes = new TreeSet<>();
        policy.only().ifPresent(mailboxes::add);
        TreeSet<Expectation> waiting = new TreeSet<>();
        Map<PartyId, EmailAddress> resolved = new HashMap<>();
        List<Person> people = new ArrayList<>();
        for (Identified one : everybody.values()) {
            people.add(one.person);
            if (one.expected.mailbox() != null) {
                mailboxes.add(one.expected.mailbox());
                resolved.put(Objects.requireNonNull(one.person.party()), one.expected.mailbox());
            }
            if (one.expected.waiting() != null) {
                waiting.add(one.expected.waiting());
            }
        }
        List<Person> shared = memberLists.computeIfAbsent(List.copyOf(people), list -> list);
        return new Roster(shared, new Audience(mailboxes, waiting), resolved);
    }

    private static void put(Map<PartyId, Identified> everybody, Identified one) {
        everybody.putIfAbsent(Objects.requireNonNull(one.person.party()), one);
    }

    /// The owner as the capture shows them where it does, so that they stay one person.
    private Person ownerPerson(Instant at) {
        if (owner.shown() != null) {
            return owner.shown().asOwner();
        }
        return images.parties().entrySet().stream()
                .filter(image -> isOwner(image.getKey(), date(at)))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseGet(Person::you);
    }

    private static LocalDate date(Instant at) {
        return LocalDate.ofEpochDay(epochDay(at));
    }

    /// Whoever is known better now is identified again.
    private void refresh() {
        if (addresses && revision != book.revision()) {
            revision = book.revision();
            identified.clear();
            rosters.clear();
        }
    }

    private Identified found(Person person, Instant at) {
        refresh();
        Key key = new Key(person, day(at));
        Identified known = identified.get(key);
        if (known == null) {
            known = identifyAnew(person, at);
            identified.put(key, known);
        }
        return known;
    }

    private Identified identifyAnew(Person shown, Instant at) {
        LocalDate day = date(at);
        boolean isOwner = shown.owner() || isOwner(shown, day);
        Recognition recognition = isOwner ? ofOwner(shown, day) : ofOther(shown, day);
        EmailAddress sure = sureAddress(recognition);
        List<Handle> handles = handles(shown, isOwner, sure);
        int before = book.last();
        PartyId party = party(shown, handles);
        boolean known = party.value() <= before;
        if (recognition instanceof Recognition.Outsider
                || recognition instanceof Recognition.Proposed) {
            recognition = byAlias(shown, party, day, recognition);
            sure = sureAddress(recognition);
        }
        if (sure != null) {
            handles.add(new Handle(AliasKind.EMAIL, sure.value(), null));
        }
        handles.forEach(handle -> note(party, handle, at, known));
        if (addresses && shown.lid() != null && shown.phone() != null) {
            link(handles, at);
        }
        Expected expected = policy.expected(recognition, party, shown.phone(), day);
        return new Identified(
                described(isOwner ? shown.asOwner() : shown, party, recognition),
                expected,
                handles,
                at);
    }

    private void note(PartyId party, Handle handle, Instant at, boolean known) {
        if (!addresses) {
            book.add(party, handle, at, at);
        } else if (known && handle.kind() != AliasKind.NAME) {
            book.reveal(party, handle, at);
        } else {
            book.seen(party, handle, at);
        }
    }

    /// One event shows a LID and a number: whoever was met under the LID alone has that number.
    private void link(List<Handle> handles, Instant at) {
        for (Handle lid : ofKind(handles, AliasKind.LID)) {
            for (PartyId met : book.findAll(lid)) {
                for (Handle phone : ofKind(handles, AliasKind.PHONE)) {
                    book.reveal(met, phone, at);
                }
            }
        }
    }

    private static List<Handle> ofKind(List<Handle> handles, AliasKind kind) {
        return handles.stream().filter(handle -> handle.kind() == kind).toList();
    }

    private static Person described(Person shown, PartyId party, Recognition recognition) {
        if (!(recognition instanceof Recognition.Known known)) {
            return shown.identified(party, null, null);
        }
        Person person = shown.identified(party, known.email(), known.basis());
        User user = known.user();
        return person.name() == null && user != null
                ? new Person(
                        party,
                        user.name(),
                        person.phone(),
                        person.lid(),
                        person.userId(),
                        person.email(),
                        person.matchedBy(),
                        person.owner())
                : person;
    }

    /// Whether this is the owner, whom the decoder did not mark: the person carries the name or
    /// number under which the owner is given.
    private boolean isOwner(Person person, LocalDate day) {
        Person shown = owner.shown();
        if (shown != null && sameFace(shown, person)) {
            return true;
        }
        String given = owner.given();
        EmailAddress email = addresses ? person.email() : null;
        if (email != null && email.value().equalsIgnoreCase(given)) {
            return true;
        }
        if (given == null
                || !(policy.owner(given, day) instanceof Recognition.Known known)
                || known.user() == null) {
            return false;
        }
        User user = known.user();
        PhoneNumber phone = person.phone();
        if (phone != null) {
            return user.lines().stream()
                    .anyMatch(line -> line.phone().equals(phone) && line.covers(day));
        }
        String name = person.name();
        return name != null
                && !NameKey.selfChosen(name)
                && NameKey.of(name).equals(NameKey.of(user.name()));
    }

    private static boolean sameFace(Person a, Person b) {
        if (a.phone() != null && b.phone() != null) {
            return a.phone().equals(b.phone());
        }
        return a.name() != null
                && b.name() != null
                && NameKey.of(a.name()).equals(NameKey.of(b.name()));
    }

    private Recognition ofOwner(Person shown, LocalDate day) {
        String given = owner.given();
        if (given != null) {
            Recognition recognition = policy.owner(given, day);
            if (!(recognition instanceof Recognition.UnknownOwner)) {
                return recognition;
            }
        }
        Person face = shown.name() == null && owner.shown() != null ? owner.shown() : shown;
        Recognition byFace = ofOther(face, day);
        return byFace instanceof Recognition.Outsider ? new Recognition.UnknownOwner() : byFace;
    }

    private Recognition ofOther(Person shown, LocalDate day) {
        PhoneNumber phone = shown.phone();
        Recognition found = new Recognition.Outsider();
        if (phone != null) {
            found = policy.byPhone(phone, day, MatchBasis.PHONE);
        }
        EmailAddress email = addresses ? shown.email() : null;
        if (email != null && found instanceof Recognition.Outsider) {
            found = policy.byEmail(email, MatchBasis.ALIAS).orElse(found);
        }
        if (phone != null || found instanceof Recognition.Known) {
            return found;
        }
        String name = shown.name();
        return name == null ? new Recognition.Outsider() : policy.byName(name);
    }

    /// What the archive knows of the party beyond this capture.
    private Recognition byAlias(Person shown, PartyId party, LocalDate day, Recognition otherwise) {
        if (shown.phone() != null || !isSurely(shown)) {
            return otherwise;
        }
        for (String number : book.values(party, AliasKind.PHONE)) {
            Recognition found = policy.byPhone(new PhoneNumber(number), day, MatchBasis.ALIAS);
            if (found instanceof Recognition.Known) {
                return found;
            }
        }
        return book.values(party, AliasKind.EMAIL).stream()
                .flatMap(a -> policy.byEmail(new EmailAddress(a), MatchBasis.ALIAS).stream())
                .findFirst()
                .orElse(otherwise);
    }

    private boolean isSurely(Person shown) {
        return images.sameBook()
                || images.parties().containsKey(shown)
                || (addresses
                        && (shown.lid() != null
                                || shown.userId() != null
                                || shown.email() != null));
    }

    /// The address that may tie this person to a party in other chats; never by name alone.
    private static @Nullable EmailAddress sureAddress(Recognition recognition) {
        return recognition instanceof Recognition.Known known && known.basis() != MatchBasis.NAME
                ? known.email()
                : null;
    }

    private List<Handle> handles(Person shown, boolean isOwner, @Nullable EmailAddress sure) {
        List<Handle> handles = new ArrayList<>();
        if (sure != null) {
            handles.add(new Handle(AliasKind.EMAIL, sure.value(), null));
        }
        // Beside a number an address that nobody knows proves nothing: vendors share some.
        boolean addressed = addresses && sure == null && shown.phone() == null;
        if (addressed && shown.email() != null) {
            handles.add(new Handle(AliasKind.EMAIL, shown.email().value(), null));
        }
        if (shown.phone() != null) {
            handles.add(new Handle(AliasKind.PHONE, shown.phone().e164(), null));
        }
        if (shown.lid() != null) {
            handles.add(new Handle(AliasKind.LID, shown.lid().digits(), null));
        }
        if (shown.userId() != null) {
            handles.add(new Handle(AliasKind.USER_ID, shown.userId().value(), null));
        }
        if (shown.name() != null) {
            handles.add(new Handle(AliasKind.NAME, shown.name(), conversation));
        }
        if (handles.isEmpty() && isOwner) {
            handles.add(new Handle(AliasKind.NAME, ownerLabel, conversation));
        }
        if (handles.isEmpty() && addresses) {
            handles.add(new Handle(AliasKind.NAME, NOBODY_NAMED, conversation));
        }
        return handles;
    }

    private PartyId party(Person shown, List<Handle> handles) {
        PartyId image = images.parties().get(shown);
        if (image != null) {
            return image;
        }
        for (Handle handle : handles) {
            if (addresses && handle.kind() == AliasKind.LID) {
                Optional<PartyId> meant = book.byLid(handle.value());
                if (meant.isPresent()) {
                    return meant.get();
                }
            }
            for (PartyId known : book.findAll(handle)) {
                if (fits(handle, known, handles)) {
                    return known;
                }
            }
        }
        return book.mint();
    }

    /// A LID stays with its account when the number changes hands.
    private boolean isNobodyElse(PartyId known, List<Handle> handles) {
        List<String> lids = book.values(known, AliasKind.LID);
        return lids.isEmpty() || allAmong(handles, AliasKind.LID, lids);
    }

    /// Two people of a chat may be called the same: who is shown by an address is nobody who is
    /// known by one.
    private boolean isNameless(PartyId known) {
        return book.values(known, AliasKind.PHONE).isEmpty()
                && book.values(known, AliasKind.LID).isEmpty()
                && book.values(known, AliasKind.USER_ID).isEmpty();
    }

    private static boolean isAddressed(List<Handle> handles) {
        return handles.stream()
                .anyMatch(
                        handle ->
                                handle.kind() == AliasKind.PHONE
                                        || handle.kind() == AliasKind.LID
                                        || handle.kind() == AliasKind.USER_ID);
    }

    private static boolean allAmong(List<Handle> handles, AliasKind kind, List<String> values) {
        return handles.stream()
                .filter(handle -> handle.kind() == kind)
                .allMatch(handle -> values.contains(handle.value()));
    }

    /// Whether the party with this alias may be this person. A number changes hands: it does not
    /// tie to a party that is surely another user. A name ties within one address book only, and to
    /// nobody whom alignment has found to be another person of this capture.
    private boolean fits(Handle handle, PartyId known, List<Handle> handles) {
        return switch (handle.kind()) {
            case EMAIL, LID, USER_ID -> true;
            case PHONE -> {
                List<String> emails = book.values(known, AliasKind.EMAIL);
                yield (emails.isEmpty() || allAmong(handles, AliasKind.EMAIL, emails))
                        && (!addresses || isNobodyElse(known, handles));
            }
            case NAME ->
                    (!addresses || !isAddressed(handles) || isNameless(known))
                            && (known.value() > knownBefore
                                    || ((images.sameBook() || images.parties().isEmpty())
                                            && !images.parties().containsValue(known)));
        };
    }
}
