package dev.wharf.core.event;

import static dev.wharf.core.event.EventCodec.required;

import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.core.party.UserId;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Reads one event; used once. The counterpart of [EventEncoder]: members may come in any order but
/// for `v`, `kind` and `people`, which stand before what needs them; unknown ones are passed over.
final class EventDecoder {
    private final JsonParser json;
    private List<Person> people = List.of();

    EventDecoder(JsonParser json) {
        this.json = json;
    }

    Event decode() {
        json.nextToken();
        expect(JsonToken.START_OBJECT);
        EventKind kind = null;
        Chat chat = null;
        EventTime time = null;
        int members = 0;
        Person sender = null;
        Event.Direction direction = Event.Direction.UNKNOWN;
        MessageKey key = null;
        Content content = null;
        Provenance provenance = null;
        for (String name = next(); name != null; name = next()) {
            switch (name) {
                case "v" -> requireKnownVersion(json.getIntValue());
                case "kind" -> kind = EventKind.valueOf(string());
                case "chat" -> chat = chat();
                case "time" -> time = time();
                case "people" -> people = list(this::readPerson);
                case "members" -> members = json.getIntValue();
                case "sender" -> sender = person();
                case "direction" -> direction = Event.Direction.valueOf(string());
                case "key" -> key = key();
                case "content" -> content = new ContentDecoder(json, this).decode(required(kind));
                case "provenance" -> provenance = provenance();
                default -> json.skipChildren();
            }
        }
        return new Event(
                required(chat),
                required(time),
                sender,
                people.subList(0, members),
                direction,
                key,
                required(content),
                required(provenance));
    }

    private static void requireKnownVersion(int version) {
        if (version != EventCodec.VERSION) {
            throw EventCodec.corrupt(
                    "format "
                            + version
                            + " is of a later Wharf, this one reads up to "
                            + EventCodec.VERSION);
        }
    }

    /// Moves to the value of the object's next member; null at the object's end.
    @Nullable String next() {
        String name = json.nextName();
        if (name != null) {
            json.nextToken();
        }
        return name;
    }

    String string() {
        expect(JsonToken.VALUE_STRING);
        return json.getString();
    }

    /// Whatever else stands where an object or list belongs would put the reader out of step.
    void expect(JsonToken token) {
        if (json.currentToken() != token) {
            throw EventCodec.corrupt("a value is of another kind");
        }
    }

    <T> List<T> list(Supplier<T> element) {
        expect(JsonToken.START_ARRAY);
        List<T> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(element.get());
        }
        return values;
    }

    Person person() {
        return people.get(json.getIntValue());
    }

    private Person readPerson() {
        expect(JsonToken.START_OBJECT);
        PartyId party = null;
        String personName = null;
        PhoneNumber phone = null;
        Lid lid = null;
        UserId userId = null;
        EmailAddress email = null;
        MatchBasis matchedBy = null;
        boolean owner = false;
        for (String name = next(); name != null; name = next()) {
            switch (name) {
                case "party" -> party = new PartyId(json.getIntValue());
                case "name" -> personName = string();
                case "phone" -> phone = new PhoneNumber(string());
                case "lid" -> lid = new Lid(string());
                case "userId" -> userId = new UserId(string());
                case "email" -> email = new EmailAddress(string());
                case "matchedBy" -> matchedBy = MatchBasis.valueOf(string());
                case "owner" -> owner = json.getBooleanValue();
                default -> json.skipChildren();
            }
        }
        return new Person(party, personName, phone, lid, userId, email, matchedBy, owner);
    }

    private Chat chat() {
        expect(JsonToken.START_OBJECT);
        ConversationId id = null;
        ChatKind kind = null;
        String title = null;
        String jid = null;
        for (String name = next(); name != null; name = next()) {
            switch (name) {
                case "id" -> id = ConversationId.parse(string());
                case "kind" -> kind = ChatKind.valueOf(string());
                case "title" -> title = string();
                case "jid" -> jid = string();
                default -> json.skipChildren();
            }
        }
        return new Chat(id, required(kind), title, jid);
    }

    private EventTime time() {
        expect(JsonToken.START_OBJECT);
        Long at = null;
        int nanos = 0;
        TimePrecision precision = null;
        TimeBasis basis = null;
        String local = null;
        String zone = null;
        LocalTimeQuirk quirk = LocalTimeQuirk.NONE;
        for (String name = next(); name != null; name = next()) {
            switch (name) {
                case "at" -> at = json.getLongValue();
                case "nanos" -> nanos = json.getIntValue();
                case "precision" -> precision = TimePrecision.valueOf(string());
                case "basis" -> basis = TimeBasis.valueOf(string());
                case "local" -> local = string();
                case "zone" -> zone = string();
                case "quirk" -> quirk = LocalTimeQuirk.valueOf(string());
                default -> json.skipChildren();
            }
        }
        return new EventTime(
                Instant.ofEpochSecond(required(at), nanos),
                required(precision),
                required(basis),
                local,
                zone,
                quirk);
    }

    MessageKey key() {
        expect(JsonToken.START_OBJECT);
        String chat = null;
        String id = null;
        Boolean fromMe = null;
        String sender = null;
        for (String name = next(); name != null; name = next()) {
            switch (name) {
                case "chat" -> chat = string();
                case "id" -> id = string();
                case "fromMe" -> fromMe = json.getBooleanValue();
                case "sender" -> sender = string();
                default -> json.skipChildren();
            }
        }
        return new MessageKey(chat, required(id), fromMe, sender);
    }

    private Provenance provenance() {
        expect(JsonToken.START_OBJECT);
        SourceKind source = null;
        CaptureId capture = null;
        ContentDigest digest = null;
        String captureName = null;
        String decoder = null;
        String locator = null;
        String account = null;
        for (String name = next(); name != null; name = next()) {
            switch (name) {
                case "source" -> source = SourceKind.valueOf(string());
                case "capture" -> capture = new CaptureId(json.getLongValue());
                case "sha256" -> digest = new ContentDigest(string());
                case "name" -> captureName = string();
                case "decoder" -> decoder = string();
                case "locator" -> locator = string();
                case "account" -> account = string();
                default -> json.skipChildren();
            }
        }
        return new Provenance(
                required(source),
                required(capture),
                required(digest),
                captureName,
                required(decoder),
                required(locator),
                account);
    }
}
