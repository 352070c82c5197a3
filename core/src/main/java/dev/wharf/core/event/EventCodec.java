package dev.wharf.core.event;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An event as it is stored: canonical JSON in UTF-8, so that equal events give equal bytes and a
/// person can read them in thirty years.
///
/// Members stand in a fixed order; nulls, empty lists and ordinary values are left out. Every
/// person is written once, in a table whose first entries are the chat's members, and named
/// elsewhere by index. `"v":1` leads; readers ignore members they do not know, so later versions
/// may add some.
///
/// Safe for many threads. One codec should be used for a long series of events: it keeps the last
/// member list in its encoded form, since a group's events share it.
public final class EventCodec {
    static final int VERSION = 1;

    private static final JsonFactory JSON = new JsonFactory();

    private volatile @Nullable Roster lastRoster;

    public byte[] encode(Event event) {
        EventEncoder encoder = new EventEncoder();
        encoder.encode(event, roster(event.members()));
        return encoder.whole().toBytes();
    }

    /// For a thread that encodes many.
    public EventWriter writer() {
        return new EventWriter(this);
    }

    /// @throws WharfException STORAGE_CORRUPT when the bytes are no event, or one of a later
    ///   version
    public Event decode(byte[] bytes) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            return new EventDecoder(json).decode();
        } catch (JacksonException broken) {
            // Neither the message nor the cause may travel: they quote the event.
            throw corrupt("malformed at byte " + broken.getLocation().getByteOffset());
        } catch (IllegalArgumentException
                | DateTimeException
                | ArithmeticException
                | IndexOutOfBoundsException _) {
            throw corrupt("a value is out of its range");
        }
    }

    /// What every event of this version has.
    static <T> T required(@Nullable T value) {
        if (value == null) {
            throw corrupt("a value is missing");
        }
        return value;
    }

    static WharfException corrupt(String what) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "reading a stored event: " + what + "; run `wharf verify`");
    }

    @SuppressWarnings("ReferenceEquality") // only the very same list is worth the look
    Roster roster(List<Person> members) {
        Roster last = lastRoster;
        if (last != null && last.members == members) {
            return last;
        }
        Roster fresh = Roster.of(members);
        lastRoster = fresh;
        return fresh;
    }

    /// The members of a chat, encoded, with their places in the table.
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Roster(List<Person> members, byte[] json, Map<Person, Integer> places) {
        static final Roster NOBODY = new Roster(List.of(), new byte[0], Map.of());

        static Roster of(List<Person> members) {
            JsonBytes json = new JsonBytes();
            Map<Person, Integer> places = new HashMap<>(members.size() * 2);
            for (int i = 0; i < members.size(); i++) {
                EventEncoder.person(json, members.get(i));
                places.putIfAbsent(members.get(i), i);
            }
            return new Roster(members, json.toBytes(), places);
        }
    }
}
