package dev.wharf.capture.telemessage;

import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which chat a mail is of, and who is in it.
///
/// @param members sender first; of a direct chat exactly two where both are known
record Conversation(Chat chat, @Nullable Person sender, List<Person> members) {
    private static final String OWN_DOMAIN = "@telemessage.invalid";

    /// Ids of groups that are WhatsApp's own: of the phone that made it and when, or counted.
    private static final Pattern WHATSAPPS_GROUP =
            Pattern.compile("(\\d{6,15}-\\d{9,11}|120363\\d{11,13})(?:@g\\.us)?");

    private static final Pattern SAYS_GROUP =
            Pattern.compile("(?iU)\\b(?:group|broadcast|list|community)\\b");

    Conversation {
        members = List.copyOf(members);
    }

    /// Of a mail that is not understood: the people are those of its headers, the chat none.
    static Conversation notUnderstood(MailHeaders headers, Participants participants) {
        List<Person> people = new ArrayList<>(participants.of(headers.raw("from")));
        Person sender = people.isEmpty() ? null : people.getFirst();
        recipients(headers, participants).forEach(person -> add(people, person));
        return new Conversation(
                new Chat(
                        null,
                        ChatKind.UNKNOWN,
                        "mails of the old archive that were not understood",
                        "not-understood" + OWN_DOMAIN),
                sender,
                people);
    }

    /// @param subject null when it says nothing of who and whom
    static Conversation of(
            MailHeaders headers, @Nullable SubjectLine subject, Participants participants) {
        Person sender = sender(headers, subject, participants);
        List<Person> others = new ArrayList<>();
        for (Person person : recipients(headers, participants)) {
            if (sender == null || !Participants.isSame(person, sender)) {
                add(others, person);
            }
        }
        String to = subject == null ? "" : subject.to();
        String group = said(headers.text("x-telemessage-group_name"));
        String id = said(headers.raw("x-telemessage-groupid"));
        if (group != null || id != null || isGroup(to, others)) {
            return group(sender, others, group == null ? to : group, id);
        }
        Person other = other(to, others);
        List<Person> both = new ArrayList<>();
        add(both, sender);
        add(both, other);
        return new Conversation(new Chat(null, ChatKind.DIRECT, null, null), sender, both);
    }

    private static @Nullable Person sender(
            MailHeaders headers, @Nullable SubjectLine subject, Participants participants) {
        List<Person> from = participants.of(headers.raw("from"));
        String named = subject == null ? "" : subject.from();
        if (from.isEmpty()) {
            return named.isEmpty() ? null : Participants.named(named);
        }
        return Participants.withPhone(from.getFirst(), Participants.number(named).orElse(null));
    }

    private static List<Person> recipients(MailHeaders headers, Participants participants) {
        List<Person> people = new ArrayList<>(participants.of(headers.raw("to")));
        people.addAll(participants.of(headers.raw("cc")));
        return people;
    }

    private static void add(List<Person> people, @Nullable Person person) {
        if (person != null && people.stream().noneMatch(one -> Participants.isSame(one, person))) {
            people.add(person);
        }
    }

    private static boolean isGroup(String to, List<Person> others) {
        if (Participants.number(to).isPresent()) {
            return false;
        }
        if (others.size() != 1) {
            return others.size() > 1 || SAYS_GROUP.matcher(to).find();
        }
        String name = others.getFirst().name();
        boolean called =
                to.isEmpty()
                        || (name != null
                                && to.toLowerCase(Locale.ROOT)
                                        .contains(name.toLowerCase(Locale.ROOT)));
        return !called;
    }

    private static Conversation group(
            @Nullable Person sender, List<Person> others, String title, @Nullable String id) {
        List<Person> members = new ArrayList<>();
        add(members, sender);
        // The group itself may stand among the recipients.
        others.stream()
                .filter(
                        person ->
                                person.phone() != null
                                        || !title.equalsIgnoreCase(
                                                Objects.requireNonNullElse(person.name(), "")))
                .forEach(person -> add(members, person));
        String address = id == null ? null : address(id);
        if (address == null && title.isEmpty()) {
            address = "group-" + identities(members) + OWN_DOMAIN;
        }
        return new Conversation(
                new Chat(null, ChatKind.GROUP, title.isEmpty() ? null : title, address),
                sender,
                members);
    }

    /// A group that has neither name nor id is its people.
    private static String identities(List<Person> members) {
        return Integer.toHexString(
                String.join(" ", members.stream().map(Person::label).sorted().toList()).hashCode());
    }

    private static String address(String id) {
        var own = WHATSAPPS_GROUP.matcher(id);
        return own.matches() ? own.group(1) + "@g.us" : id.replaceAll("\\s+", "_") + OWN_DOMAIN;
    }

    /// The other side of a direct chat.
    private static @Nullable Person other(String to, List<Person> others) {
        Optional<PhoneNumber> number = Participants.number(to);
        if (number.isEmpty()) {
            return others.isEmpty()
                    ? (to.isEmpty() ? null : Participants.named(to))
                    : others.getFirst();
        }
        for (Person person : others) {
            if (number.get().equals(person.phone())) {
                return person;
            }
        }
        boolean one = others.size() == 1 && others.getFirst().phone() == null;
        return one
                ? Participants.withPhone(others.getFirst(), number.get())
                : Person.numbered(number.get());
    }

    /// Some vendors write that there is nothing.
    private static @Nullable String said(@Nullable String header) {
        return header == null
                        || header.isBlank()
                        || header.equalsIgnoreCase("null")
                        || header.equalsIgnoreCase("none")
                        || header.equals("0")
                        || header.equals("-1")
                ? null
                : header.strip();
    }
}
