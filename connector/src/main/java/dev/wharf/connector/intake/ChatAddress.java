package dev.wharf.connector.intake;

import dev.wharf.connector.people.Sha256;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Event;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which chat an event of a source with addresses belongs to, whoever's account shows it.
///
/// A group has one address for all. A direct chat is called by the other side's address, which
/// differs by who looks; here it is the pair of both. A LID and a phone number stay two addresses,
/// since one must never be taken for the other.
final class ChatAddress {
    private static final Pattern NUMBER =
            Pattern.compile("\\+?(\\d+)(?::\\d+)?(?:@(?:s\\.whatsapp\\.net|c\\.us))?");

    private ChatAddress() {}

    /// @param account whose account gave the event, as the capture says; null when nobody said
    static ConversationId conversation(Event event, @Nullable String account) {
        Chat chat = event.chat();
        String address = chat.jid() == null ? "title " + chat.title() : normal(chat.jid());
        String known = isDirect(chat) ? pair(own(event, account), address) : address;
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
