package dev.wharf.connector.intake;

import dev.wharf.connector.people.PartyBook;
import dev.wharf.connector.people.PartyBook.Handle;
import dev.wharf.connector.people.Sha256;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Event;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which chat an event of a source with addresses belongs to, whoever's account shows it.
///
/// A group has one address for all. A direct chat is called by the other side's address, which
/// differs by who looks; here it is the pair of both. A LID and a phone number are two addresses,
/// since one must never be taken for the other, until a source proves that they are one person's:
/// from then on the chat is the number's.
///
/// @param own the account's address; null for a group
/// @param other the other side's, or the group's
record ChatAddress(@Nullable String own, String other) {
    private static final String LID = "@lid";
    private static final Pattern NUMBER =
            Pattern.compile("\\+?(\\d+)(?::\\d+)?(?:@(?:s\\.whatsapp\\.net|c\\.us))?");

    /// @param account whose account gave the event, as the capture says; null when nobody said
    static ChatAddress of(Event event, @Nullable String account) {
        if (event.provenance().source() == SourceKind.ARCHIVE_MAIL) {
            return ofBothSides(event);
        }
        Chat chat = event.chat();
        String address = chat.jid() == null ? "title " + chat.title() : normal(chat.jid());
        return new ChatAddress(isDirect(chat) ? own(event, account) : null, address);
    }

    /// An older archive's mails name both sides and do not say whose account they are from: a
    /// direct chat is that of the two numbers, the same that other sources know. A group without an
    /// address is known by its name alone.
    private static ChatAddress ofBothSides(Event event) {
        Chat chat = event.chat();
        if (chat.jid() != null) {
            return new ChatAddress(null, normal(chat.jid()));
        }
        List<Person> members = event.members();
        if (chat.kind() != ChatKind.DIRECT || members.isEmpty()) {
            return new ChatAddress(null, "title " + chat.title());
        }
        return new ChatAddress(address(members.getFirst()), address(members.getLast()));
    }

    private static String address(Person person) {
        if (person.phone() != null) {
            return normal(person.phone().e164());
        }
        return person.email() != null ? person.email().value() : "name " + person.name();
    }

    ConversationId conversation() {
        String known = own == null ? other : pair(own, other);
        return new ConversationId(ByteBuffer.wrap(Sha256.of("wharf-chat/2\n" + known)).getLong());
    }

    /// With the number in the LID's place, when sources have shown exactly one for it.
    ChatAddress proven(PartyBook book) {
        if (own == null || !other.endsWith(LID)) {
            return this;
        }
        String lid = other.substring(0, other.length() - LID.length());
        List<String> numbers =
                book.findAll(new Handle(AliasKind.LID, lid, null)).stream()
                        .flatMap(party -> book.values(party, AliasKind.PHONE).stream())
                        .distinct()
                        .toList();
        return numbers.size() == 1 ? new ChatAddress(own, normal(numbers.getFirst())) : this;
    }

    /// The ids that the chat had, or has elsewhere, while only a LID of the other side was known.
    List<ConversationId> underLids(PartyBook book) {
        if (own == null || other.endsWith(LID)) {
            return List.of();
        }
        return book.findAll(new Handle(AliasKind.PHONE, "+" + other, null)).stream()
                .flatMap(party -> book.values(party, AliasKind.LID).stream())
                .distinct()
                .map(lid -> new ChatAddress(own, lid + LID).conversation())
                .toList();
    }

    /// Whether the other side is who has this number, in E.164.
    boolean isWith(String number) {
        return own != null && !number.isEmpty() && other.equals(normal(number));
    }

    /// The ids that the same chat has by every address of the other side that one event shows, this
    /// one first.
    List<ConversationId> alsoShown(Event event) {
        if (own == null) {
            return List.of(conversation());
        }
        return Stream.concat(
                        Stream.of(other),
                        people(event)
                                .filter(person -> !person.owner())
                                .map(ChatAddress::addresses)
                                .filter(addresses -> addresses.contains(other))
                                .flatMap(List::stream))
                .distinct()
                .map(address -> new ChatAddress(own, address).conversation())
                .toList();
    }

    private static List<String> addresses(Person person) {
        return Stream.of(
                        person.phone() == null ? null : normal(person.phone().e164()),
                        person.lid() == null ? null : person.lid().digits() + LID)
                .filter(Objects::nonNull)
                .toList();
    }

    /// Numbers of whose account the event is, as far as it shows that.
    Stream<String> owners(Event event) {
        return people(event)
                .filter(Person::owner)
                .map(Person::phone)
                .filter(Objects::nonNull)
                .map(phone -> Objects.requireNonNull(phone).e164());
    }

    private static Stream<Person> people(Event event) {
        return Stream.concat(Stream.ofNullable(event.sender()), event.members().stream());
    }

    private static boolean isDirect(Chat chat) {
        return chat.kind() == ChatKind.DIRECT || chat.kind() == ChatKind.UNKNOWN;
    }

    private static String pair(String one, String other) {
        return one.compareTo(other) <= 0 ? one + "\n" + other : other + "\n" + one;
    }

    private static String own(Event event, @Nullable String account) {
        return Stream.concat(Stream.ofNullable(event.sender()), event.members().stream())
                .filter(Person::owner)
                .map(Person::phone)
                .filter(Objects::nonNull)
                .findFirst()
                .map(phone -> normal(Objects.requireNonNull(phone).e164()))
                .orElse(account == null ? "" : normal(account));
    }

    /// `+44 …`, `44…` and `44…@s.whatsapp.net` are one.
    private static String normal(String address) {
        Matcher number = NUMBER.matcher(address);
        return number.matches() ? number.group(1) : address;
    }
}
