package dev.wharf.core.event;

import static dev.wharf.core.event.EventCodec.required;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.Person;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.List;

/// Reads a message, whether it is an event's content or an edit's new text.
final class MessageDecoder {
    private final JsonParser json;
    private final EventDecoder event;

    MessageDecoder(JsonParser json, EventDecoder event) {
        this.json = json;
        this.event = event;
    }

    Message decode() {
        String text = null;
        List<Attachment> attachments = List.of();
        Location location = null;
        List<ContactCard> contacts = List.of();
        Poll poll = null;
        Quote quote = null;
        Structured structured = null;
        List<Person> mentions = List.of();
        MessageMarks marks = MessageMarks.NONE;
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "text" -> text = json.getString();
                case "attachments" -> attachments = event.list(this::attachment);
                case "location" -> location = location();
                case "contacts" -> contacts = event.list(this::contact);
                case "poll" -> poll = poll();
                case "quote" -> quote = quote();
                case "structured" -> structured = structured();
                case "mentions" -> mentions = event.list(event::person);
                case "marks" -> marks = marks();
                default -> json.skipChildren();
            }
        }
        return new Message(
                text, attachments, location, contacts, poll, quote, structured, mentions, marks);
    }

    private Attachment attachment() {
        MediaKind kind = null;
        AttachmentState state = null;
        String file = null;
        String declared = null;
        String sniffed = null;
        long size = -1;
        ContentDigest digest = null;
        String reason = null;
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "kind" -> kind = MediaKind.valueOf(json.getString());
                case "state" -> state = AttachmentState.valueOf(json.getString());
                case "file" -> file = json.getString();
                case "declared" -> declared = json.getString();
                case "sniffed" -> sniffed = json.getString();
                case "size" -> size = json.getLongValue();
                case "sha256" -> digest = new ContentDigest(json.getString());
                case "reason" -> reason = json.getString();
                default -> json.skipChildren();
            }
        }
        return new Attachment(
                required(kind), required(state), file, declared, sniffed, size, digest, reason);
    }

    private Location location() {
        Double latitude = null;
        Double longitude = null;
        String placeName = null;
        String address = null;
        String url = null;
        boolean live = false;
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "latitude" -> latitude = decimal();
                case "longitude" -> longitude = decimal();
                case "name" -> placeName = json.getString();
                case "address" -> address = json.getString();
                case "url" -> url = json.getString();
                case "live" -> live = json.getBooleanValue();
                default -> json.skipChildren();
            }
        }
        return new Location(latitude, longitude, placeName, address, url, live);
    }

    private Double decimal() {
        return json.currentToken() == JsonToken.VALUE_STRING
                ? Double.valueOf(json.getString())
                : json.getDoubleValue();
    }

    private ContactCard contact() {
        String displayName = null;
        List<String> phones = List.of();
        List<String> emails = List.of();
        String vcard = null;
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "name" -> displayName = json.getString();
                case "phones" -> phones = event.list(json::getString);
                case "emails" -> emails = event.list(json::getString);
                case "vcard" -> vcard = json.getString();
                default -> json.skipChildren();
            }
        }
        return new ContactCard(required(displayName), phones, emails, vcard);
    }

    private Poll poll() {
        String question = null;
        List<Poll.Option> options = List.of();
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "question" -> question = json.getString();
                case "options" -> options = event.list(this::option);
                default -> json.skipChildren();
            }
        }
        return new Poll(required(question), options);
    }

    private Poll.Option option() {
        String optionName = null;
        int votes = -1;
        List<Person> voters = List.of();
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "name" -> optionName = json.getString();
                case "votes" -> votes = json.getIntValue();
                case "voters" -> voters = event.list(event::person);
                default -> json.skipChildren();
            }
        }
        return new Poll.Option(required(optionName), votes, voters);
    }

    private Quote quote() {
        ItemId target = null;
        MessageKey targetKey = null;
        Person author = null;
        String text = null;
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "target" -> target = ItemId.parse(json.getString());
                case "targetKey" -> targetKey = event.key();
                case "author" -> author = event.person();
                case "text" -> text = json.getString();
                default -> json.skipChildren();
            }
        }
        return new Quote(new MessageRef(target, targetKey), author, text);
    }

    private Structured structured() {
        String type = null;
        String title = null;
        List<Field> fields = List.of();
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "type" -> type = json.getString();
                case "title" -> title = json.getString();
                case "fields" -> fields = event.list(this::field);
                default -> json.skipChildren();
            }
        }
        return new Structured(required(type), title, fields);
    }

    private Field field() {
        String fieldName = null;
        String value = null;
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "name" -> fieldName = json.getString();
                case "value" -> value = json.getString();
                default -> json.skipChildren();
            }
        }
        return new Field(required(fieldName), required(value));
    }

    private MessageMarks marks() {
        int forwardScore = 0;
        boolean edited = false;
        boolean viewOnce = false;
        Long disappears = null;
        boolean history = false;
        boolean recovered = false;
        boolean deletedLocally = false;
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "forwardScore" -> forwardScore = json.getIntValue();
                case "edited" -> edited = json.getBooleanValue();
                case "viewOnce" -> viewOnce = json.getBooleanValue();
                case "disappearsAfterSeconds" -> disappears = json.getLongValue();
                case "history" -> history = json.getBooleanValue();
                case "recovered" -> recovered = json.getBooleanValue();
                case "deletedLocally" -> deletedLocally = json.getBooleanValue();
                default -> json.skipChildren();
            }
        }
        return new MessageMarks(
                forwardScore, edited, viewOnce, disappears, history, recovered, deletedLocally);
    }
}
