package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.Nodes;
import dev.wharf.core.event.ContactCard;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Contacts that were sent as a message.
final class Cards {
    private static final Pattern VCARD_NAME = Pattern.compile("(?im)^FN[^:\\r\\n]*:(.*)$");

    private Cards() {}

    static List<ContactCard> of(JsonNode message) {
        return Nodes.list(message, "contacts").stream()
                .filter(JsonNode::isObject)
                .map(Cards::card)
                .toList();
    }

    private static ContactCard card(JsonNode contact) {
        List<String> phones = texts(contact, "phones", "phone");
        String vcard = Nodes.text(contact, "vcard");
        return new ContactCard(
                name(contact, vcard, phones), phones, texts(contact, "emails", "email"), vcard);
    }

    private static List<String> texts(JsonNode contact, String list, String name) {
        return Nodes.list(contact, list).stream()
                .map(entry -> Nodes.text(entry, name, "wa_id"))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String name(JsonNode contact, @Nullable String vcard, List<String> phones) {
        JsonNode name = Nodes.object(contact, "name");
        String formatted = Nodes.text(name, "formatted_name");
        if (formatted != null && !formatted.isBlank()) {
            return formatted;
        }
        String pieces =
                String.join(
                        " ",
                        Stream.of("first_name", "middle_name", "last_name")
                                .map(piece -> Nodes.text(name, piece))
                                .filter(Objects::nonNull)
                                .toList());
        if (!pieces.isBlank()) {
            return pieces;
        }
        Matcher inCard = VCARD_NAME.matcher(vcard == null ? "" : vcard);
        if (inCard.find()) {
            return inCard.group(1).strip();
        }
        return phones.isEmpty() ? "" : phones.getFirst();
    }
}
