package dev.wharf.connector.intake;

import dev.wharf.connector.people.PartyBook;
import dev.wharf.connector.people.Sha256;
import dev.wharf.core.archive.PartyRecord.AliasKind;
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
/// differs by who looks; here it is the pair of both. A LID and a phone number are two addresses
/// until a source has said that they are one person's: then the number is, and what the archive
/// holds under the LID is looked for there too. Nothing is guessed, and nothing archived moves.
final class ChatAddress {
    private static final Pattern LID = Pattern.compile("(\\d{1,20})@lid");
    private static final Pattern NUMBER =
            Pattern.compile("\\+?(\\d+)(?::\\d+)?(?:@(?:s\\.whatsapp\\.net|c\\.us))?");

    private ChatAddress() {}

    /// @param account whose account gave the event, as the capture says; null when nobody said
    /// @param book who has which number and which LID, as sources said
    static ConversationId conversation(Event event, @Nullable String account, PartyBook book) {
        Chat chat = event.chat();
        String address = chat.jid() == null ? "title " + chat.title() : normal(chat.jid());
        return id(isDirect(chat) ? pair(own(event, account), numbered(address, book)) : address);
    }

    /// The same chat of two under the LIDs of its other side; empty for all that nobody has a LID
    /// of.
    static List<ConversationId> byLid(Event event, @Nullable String account, PartyBook book) {
        Chat chat = event.chat();
        if (!isDirect(chat) || chat.jid() == null) {
            return List.of();
        }
        String number = numbered(normal(chat.jid()), book);
        Stream<String> known = others(book, AliasKind.PHONE, "+" + number, AliasKind.LID).stream();
        Stream<String> told =
                event.members().stream()
                        .filter(member -> !member.owner())
                        .map(Person::lid)
                        .filter(Objects::nonNull)
                        .map(lid -> Objects.requireNonNull(lid).digits());
        String own = own(event, account);
        return Stream.concat(known, told)
                .distinct()
                .map(lid -> id(pair(own, lid + "@lid")))
                .toList();
    }

    /// The number of a LID, where exactly one is known.
    private static String numbered(String address, PartyBook book) {
        Matcher lid = LID.matcher(address);
        if (!lid.matches()) {
            return address;
        }
        List<String> numbers = others(book, AliasKind.LID, lid.group(1), AliasKind.PHONE);
        return numbers.size() == 1 ? normal(numbers.getFirst()) : address;
    }

    private static List<String> others(
            PartyBook book, AliasKind kind, String value, AliasKind wanted) {
        return book.findAll(new PartyBook.Handle(kind, value, null)).stream()
                .flatMap(party -> book.values(party, wanted).stream())
                .distinct()
                .toList();
    }

    private static ConversationId id(String known) {
        return new ConversationId(ByteBuffer.wrap(Sha256.of("wharf-chat/2\n" + known)).getLong());
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
