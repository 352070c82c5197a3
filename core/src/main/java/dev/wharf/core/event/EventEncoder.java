package dev.wharf.core.event;

import dev.wharf.core.capture.Provenance;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Writes events, one after the other. The field names are the format: see [EventDecoder].
final class EventEncoder {
    private EventCodec.Roster roster = EventCodec.Roster.NOBODY;
    private final List<Person> others = new ArrayList<>(4);
    private final JsonBytes json = new JsonBytes();
    private final JsonBytes whole = new JsonBytes();

    /// Leaves the event in [#whole].
    ///
    /// @return its length
    int encode(Event event, EventCodec.Roster members) {
        roster = members;
        others.clear();
        json.clear();
        whole.clear();
        json.beginObject();
        if (event.sender() != null) {
            json.number("sender", place(event.sender()));
        }
        if (event.direction() != Event.Direction.UNKNOWN) {
            json.word("direction", event.direction());
        }
        key("key", event.key());
        json.beginObject("content");
        content(event.content());
        json.endObject();
        provenance(event.provenance());
        json.endObject();
        withHead(event);
        return whole.size();
    }

    /// Leaves in [#whole] the values of an [EventForm].
    void values(Event event, int[] ends) {
        whole.clear();
        whole.digits(event.time().at().getEpochSecond());
        ends[0] = whole.size();
        whole.characters(Objects.requireNonNull(event.time().localText()));
        ends[1] = whole.size();
        String words = PlainMessage.words(event);
        if (words != null) {
            whole.characters(words);
        }
        ends[2] = whole.size();
        whole.characters(event.provenance().locator());
        ends[3] = whole.size();
    }

    JsonBytes whole() {
        return whole;
    }

    void wipe() {
        json.wipe();
        whole.wipe();
    }

    /// The table of people must come first for the reader, and is complete only last.
    private void withHead(Event event) {
        whole.beginObject().number("v", EventCodec.VERSION).word("kind", event.kind());
        chat(whole, event.chat());
        time(whole, event.time());
        if (!event.members().isEmpty() || !others.isEmpty()) {
            whole.beginArray("people").json(roster.json(), 0, roster.json().length);
            for (Person other : others) {
                person(whole, other);
            }
            whole.endArray();
            whole.numberUnless(0, "members", event.members().size());
        }
        whole.comma();
        whole.json(json.array(), 1, json.size() - 1);
    }

    private static void chat(JsonBytes json, Chat chat) {
        json.beginObject("chat")
                .text("id", chat.id() == null ? null : chat.id().toString())
                .word("kind", chat.kind())
                .text("title", chat.title())
                .text("jid", chat.jid())
                .endObject();
    }

    private static void time(JsonBytes json, EventTime time) {
        json.beginObject("time")
                .instant("at", "nanos", time.at())
                .word("precision", time.precision())
                .word("basis", time.basis())
                .text("local", time.localText())
                .text("zone", time.zone());
        if (time.quirk() != LocalTimeQuirk.NONE) {
            json.word("quirk", time.quirk());
        }
        json.endObject();
    }

    static void person(JsonBytes json, Person person) {
        json.beginObject();
        if (person.party() != null) {
            json.number("party", person.party().value());
        }
        json.text("name", person.name())
                .text("phone", person.phone() == null ? null : person.phone().e164())
                .text("lid", person.lid() == null ? null : person.lid().digits())
                .text("userId", person.userId() == null ? null : person.userId().value())
                .text("email", person.email() == null ? null : person.email().value())
                .word("matchedBy", person.matchedBy())
                .flag("owner", person.owner())
                .endObject();
    }

    private int place(Person person) {
        Integer member = roster.places().get(person);
        if (member != null) {
            return member;
        }
        int known = others.indexOf(person);
        if (known < 0) {
            known = others.size();
            others.add(person);
        }
        return roster.members().size() + known;
    }

    private void person(String name, @Nullable Person person) {
        if (person != null) {
            json.number(name, place(person));
        }
    }

    private void people(String name, List<Person> people) {
        if (people.isEmpty()) {
            return;
        }
        json.beginArray(name);
        for (Person person : people) {
            json.element(place(person));
        }
        json.endArray();
    }

    private void key(String name, @Nullable MessageKey key) {
        if (key != null) {
            json.beginObject(name)
                    .text("chat", key.chatJid())
                    .text("id", key.id())
                    .bool("fromMe", key.fromMe())
                    .text("sender", key.sender())
                    .endObject();
        }
    }

    private void target(MessageRef target) {
        json.text("target", target.item() == null ? null : target.item().toString());
        key("targetKey", target.key());
    }

    private void provenance(Provenance from) {
        json.beginObject("provenance")
                .word("source", from.source())
                .number("capture", from.capture().sequence())
                .text("sha256", from.captureDigest().sha256())
                .text("name", from.captureName())
                .text("decoder", from.decoder())
                .text("locator", from.locator())
                .text("account", from.account())
                .endObject();
    }

    private void content(Content content) {
        switch (content) {
            case Content.Message message -> message(message);
            case Content.Edit edit -> {
                target(edit.target());
                json.beginObject("replacement");
                message(edit.replacement());
                json.endObject();
            }
            case Content.Deletion deletion -> {
                target(deletion.target());
                json.word("scope", deletion.scope());
                person("by", deletion.by());
                json.text("text", deletion.text());
            }
            case Content.Reaction reaction -> {
                target(reaction.target());
                json.text("emoji", reaction.emoji());
            }
            case Content.Call call -> call(call);
            case Content.Membership membership -> {
                json.word("action", membership.action());
                people("subjects", membership.subjects());
                json.text("text", membership.text());
            }
            case Content.Receipt receipt -> {
                target(receipt.target());
                json.word("status", receipt.status());
                person("recipient", receipt.recipient());
                json.text("text", receipt.text());
            }
            case Content.Notice notice ->
                    json.word("topic", notice.topic()).text("text", notice.text());
            case Content.Unreadable unreadable ->
                    json.word("reason", unreadable.reason()).text("text", unreadable.text());
            case Content.Gap gap ->
                    json.instant("from", "fromNanos", gap.from()).text("reason", gap.reason());
            case Content.Unknown unknown ->
                    json.text("type", unknown.type()).text("text", unknown.text());
        }
    }

    private void call(Content.Call call) {
        json.word("medium", call.medium())
                .word("direction", call.direction())
                .word("outcome", call.outcome());
        Duration duration = call.duration();
        if (duration != null) {
            json.number("seconds", duration.getSeconds())
                    .numberUnless(0, "nanos", duration.getNano());
        }
        people("participants", call.participants());
        json.flag("group", call.group()).text("text", call.text());
    }

    private void message(Content.Message message) {
        json.text("text", message.text());
        attachments(message.attachments());
        location(message.location());
        contacts(message.contacts());
        poll(message.poll());
        quote(message.quote());
        structured(message.structured());
        people("mentions", message.mentions());
        marks(message.marks());
    }

    private void attachments(List<Attachment> attachments) {
        if (attachments.isEmpty()) {
            return;
        }
        json.beginArray("attachments");
        for (Attachment attachment : attachments) {
            json.beginObject()
                    .word("kind", attachment.kind())
                    .word("state", attachment.state())
                    .text("file", attachment.fileName())
                    .text("declared", attachment.declaredType())
                    .text("sniffed", attachment.sniffedType())
                    .numberUnless(-1, "size", attachment.size())
                    .text(
                            "sha256",
                            attachment.digest() == null ? null : attachment.digest().sha256())
                    .text("reason", attachment.reason())
                    .endObject();
        }
        json.endArray();
    }

    private void location(@Nullable Location location) {
        if (location != null) {
            json.beginObject("location")
                    .decimal("latitude", location.latitude())
                    .decimal("longitude", location.longitude())
                    .text("name", location.name())
                    .text("address", location.address())
                    .text("url", location.url())
                    .flag("live", location.live())
                    .endObject();
        }
    }

    private void contacts(List<ContactCard> contacts) {
        if (contacts.isEmpty()) {
            return;
        }
        json.beginArray("contacts");
        for (ContactCard contact : contacts) {
            json.beginObject().text("name", contact.displayName());
            strings("phones", contact.phones());
            strings("emails", contact.emails());
            json.text("vcard", contact.vcard()).endObject();
        }
        json.endArray();
    }

    private void strings(String name, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        json.beginArray(name);
        values.forEach(json::element);
        json.endArray();
    }

    private void poll(@Nullable Poll poll) {
        if (poll == null) {
            return;
        }
        json.beginObject("poll").text("question", poll.question());
        if (!poll.options().isEmpty()) {
            json.beginArray("options");
            for (Poll.Option option : poll.options()) {
                json.beginObject()
                        .text("name", option.name())
                        .numberUnless(-1, "votes", option.votes());
                people("voters", option.voters());
                json.endObject();
            }
            json.endArray();
        }
        json.endObject();
    }

    private void quote(@Nullable Quote quote) {
        if (quote != null) {
            json.beginObject("quote");
            target(quote.target());
            person("author", quote.author());
            json.text("text", quote.text()).endObject();
        }
    }

    private void structured(@Nullable Structured structured) {
        if (structured == null) {
            return;
        }
        json.beginObject("structured")
                .text("type", structured.type())
                .text("title", structured.title());
        if (!structured.fields().isEmpty()) {
            json.beginArray("fields");
            for (Field field : structured.fields()) {
                json.beginObject()
                        .text("name", field.name())
                        .text("value", field.value())
                        .endObject();
            }
            json.endArray();
        }
        json.endObject();
    }

    private void marks(MessageMarks marks) {
        if (marks.equals(MessageMarks.NONE)) {
            return;
        }
        json.beginObject("marks")
                .numberUnless(0, "forwardScore", marks.forwardScore())
                .flag("edited", marks.edited())
                .flag("viewOnce", marks.viewOnce());
        if (marks.disappearsAfterSeconds() != null) {
            json.number("disappearsAfterSeconds", marks.disappearsAfterSeconds());
        }
        json.flag("history", marks.history())
                .flag("recovered", marks.recovered())
                .flag("deletedLocally", marks.deletedLocally())
                .endObject();
    }
}
