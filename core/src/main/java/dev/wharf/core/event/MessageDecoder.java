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
        event.expect(JsonToken.START_OBJECT);
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
                case "text" -> text = event.string();
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
        event.expect(JsonToken.START_OBJECT);
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
                case "kind" -> kind = MediaKind.valueOf(event.string());
                case "state" -> state = AttachmentState.valueOf(event.string());
                case "file" -> file = event.string();
                case "declared" -> declared = event.string();
                case "sniffed" -> sniffed = event.string();
                case "size" -> size = json.getLongValue();
                case "sha256" -> digest = new ContentDigest(event.string());
                case "reason" -> reason = event.string();
                default -> json.skipChildren();
            }
        }
        return new Attachment(
                required(kind), required(state), file, declared, sniffed, size, digest, reason);
    }

    private Location location() {
        event.expect(JsonToken.START_OBJECT);
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
                case "name" -> placeName = event.string();
                case "address" -> address = event.string();
                case "url" -> url = event.string();
                case "live" -> live = json.getBooleanValue();
                default -> json.skipChildren();
            }
        }
        return new Location(latitude, longitude, placeName, address, url, live);
    }

    private Double decimal() {
        return json.currentToken() == JsonToken.VALUE_STRING
                ? Double.valueOf(event.string())
                : json.getDoubleValue();
    }

    private ContactCard contact() {
        event.expect(JsonToken.START_OBJECT);
        String displayName = null;
        List<String> phones = List.of();
        List<String> emails = List.of();
        String vcard = null;
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "name" -> displayName = event.string();
                case "phones" -> phones = event.list(event::string);
                case "emails" -> emails = event.list(event::string);
                case "vcard" -> vcard = event.string();
                default -> json.skipChildren();
            }
        }
        return new ContactCard(required(displayName), phones, emails, vcard);
    }

    private Poll poll() {
        event.expect(JsonToken.START_OBJECT);
        String question = null;
        List<Poll.Option> options = List.of();
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "question" -> question = event.string();
                case "options" -> options = event.list(this::option);
                default -> json.skipChildren();
            }
        }
        return new Poll(required(question), options);
    }

    private Poll.Option option() {
        event.expect(JsonToken.START_OBJECT);
        String optionName = null;
        int votes = -1;
        List<Person> voters = List.of();
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "name" -> optionName = event.string();
                case "votes" -> votes = json.getIntValue();
                case "voters" -> voters = event.list(event::person);
                default -> json.skipChildren();
            }
        }
        return new Poll.Option(required(optionName), votes, voters);
    }

    private Quote quote() {
        event.expect(JsonToken.START_OBJECT);
        ItemId target = null;
        MessageKey targetKey = null;
        Person author = null;
        String text = null;
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "target" -> target = ItemId.parse(event.string());
                case "targetKey" -> targetKey = event.key();
                case "author" -> author = event.person();
                case "text" -> text = event.string();
                default -> json.skipChildren();
            }
        }
        return new Quote(new MessageRef(target, targetKey), author, text);
    }

    private Structured structured() {
        event.expect(JsonToken.START_OBJECT);
        String type = null;
        String title = null;
        List<Field> fields = List.of();
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "type" -> type = event.string();
                case "title" -> title = event.string();
                case "fields" -> fields = event.list(this::field);
                default -> json.skipChildren();
            }
        }
        return new Structured(required(type), title, fields);
    }

    private Field field() {
        event.expect(JsonToken.START_OBJECT);
        String fieldName = null;
        String value = null;
        for (String name = event.next(); name != null; name = event.next()) {
            switch (name) {
                case "name" -> fieldName = event.string();
                case "value" -> value = event.string();
                default -> json.skipChildren();
            }
        }
        return new Field(required(fieldName), required(value));
    }

    private MessageMarks marks() {
        event.expect(JsonToken.START_OBJECT);
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
