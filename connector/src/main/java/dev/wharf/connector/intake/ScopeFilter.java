package dev.wharf.connector.intake;

import dev.wharf.connector.people.NameKey;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/// Decides of each event of one pass over a capture whether it is in scope.
///
/// * A chat is in scope by WhatsApp's address, by the other one's number, or by its title.
/// * A person's direct chat is in scope whole. Of a group it is what they said and did, the calls
///   they took part in, and what was done to their membership; what others said there is not.
/// * What is about a message (edit, deletion, reaction) is judged by itself. Only receipts, which
///   are evidence attached to their message, come and stay away with it, whenever they came.
///
/// Names are compared as [NameKey] writes them; `*` and `?` stand for any text and any character.
/// For one thread, and one pass in source order. It remembers eight bytes for each message that it
/// let through.
final class ScopeFilter {
    private final Scope scope;
    private final List<Pattern> titles;
    private final List<String> addresses;
    private final List<Pattern> names;
    private final List<PhoneNumber> numbers;
    private final List<String> users;
    private final SeenKeys admitted = new SeenKeys();

    ScopeFilter(Scope scope) {
        this.scope = scope;
        this.titles = scope.chats().stream().map(ScopeFilter::pattern).toList();
        this.addresses = addresses(scope.chats());
        this.names = scope.people().stream().map(ScopeFilter::pattern).toList();
        this.numbers =
                scope.people().stream().flatMap(one -> PhoneNumber.parse(one).stream()).toList();
        this.users = addresses(scope.people());
    }

    private static Pattern pattern(String given) {
        String quoted = Pattern.quote(NameKey.of(given));
        return Pattern.compile(
                quoted.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), Pattern.DOTALL);
    }

    /// WhatsApp's addresses that a pattern may mean: itself, and a number's.
    private static List<String> addresses(List<String> given) {
        List<String> all = new ArrayList<>();
        for (String one : given) {
            all.add(one.toLowerCase(Locale.ROOT));
            PhoneNumber.parse(one).ifPresent(number -> all.add(number.digits()));
        }
        return List.copyOf(all);
    }

    boolean admits(Event event) {
        if (event.content() instanceof Content.Receipt receipt && receipt.target().key() != null) {
            return admitted.contains(name(event.chat(), receipt.target().key()));
        }
        boolean in = isOfTime(event.time().at()) && isOfChats(event.chat()) && isOfPeople(event);
        MessageKey key = event.key();
        if (in && key != null) {
            admitted.add(name(event.chat(), key));
        }
        return in;
    }

    private boolean isOfTime(Instant at) {
        Instant from = scope.from();
        Instant before = scope.before();
        return (from == null || !at.isBefore(from)) && (before == null || at.isBefore(before));
    }

    private boolean isOfChats(Chat chat) {
        return scope.chats().isEmpty()
                || isAt(chat.jid(), addresses)
                || matches(chat.title(), titles);
    }

    private boolean isOfPeople(Event event) {
        if (scope.people().isEmpty()) {
            return true;
        }
        Person sender = event.sender();
        if (sender != null && isMeant(sender)) {
            return true;
        }
        if (event.chat().kind() == ChatKind.DIRECT) {
            return isAt(event.chat().jid(), users)
                    || matches(event.chat().title(), names)
                    || event.members().stream().anyMatch(this::isMeant);
        }
        return switch (event.content()) {
            case Content.Call _, Content.Membership _ -> speaksOfThem(event.content());
            default -> false;
        };
    }

    private boolean speaksOfThem(Content content) {
        boolean[] found = new boolean[1];
        content.mapPeople(
                person -> {
                    found[0] |= isMeant(person);
                    return person;
                });
        return found[0];
    }

    private boolean isMeant(Person person) {
        PhoneNumber phone = person.phone();
        return (phone != null && numbers.contains(phone))
                || matches(person.name(), names)
                || (person.lid() != null && users.contains(person.lid().digits() + "@lid"));
    }

    private static boolean matches(@Nullable String shown, List<Pattern> patterns) {
        if (shown == null) {
            return false;
        }
        String name = NameKey.of(shown);
        return patterns.stream().anyMatch(one -> one.matcher(name).matches());
    }

    private static boolean isAt(@Nullable String jid, List<String> addresses) {
        if (jid == null) {
            return false;
        }
        String address = jid.toLowerCase(Locale.ROOT);
        int at = address.indexOf('@');
        boolean isNumber = address.endsWith("@s.whatsapp.net") || address.endsWith("@c.us");
        return addresses.contains(address)
                || (isNumber && addresses.contains(address.substring(0, at)));
    }

    private static long name(Chat chat, MessageKey key) {
        String where = Objects.requireNonNullElse(chat.jid(), String.valueOf(chat.title()));
        return SeenKeys.hash(where + "\n" + key.id());
    }
}
