package dev.wharf.connector.align;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns events into lines, and numbers the people who wrote them. For one thread.
final class Lines {
    /// UTF-8 bytes from which a text is distinctive.
    private static final int DISTINCTIVE_BYTES = 12;

    private final BodyToken tokens = new BodyToken();
    private final Map<Person, Integer> numbers = new HashMap<>();
    private final List<Person> people = new ArrayList<>();

    Line of(Event event) {
        return of(event, event.sender());
    }

    /// @param sender by whom to know the sender
    Line of(Event event, @Nullable Person sender) {
        return new Line(
                event.time().at().getEpochSecond(),
                event.time().precision() != TimePrecision.MINUTE,
                tokens.of(event.content()),
                number(sender),
                distinctive(event.content()),
                false);
    }

    /// Numbers somebody as the next, unless they have one.
    void know(Person person) {
        number(person);
    }

    /// Everybody met so far, by number.
    List<Person> people() {
        return people;
    }

    private int number(@Nullable Person person) {
        if (person == null) {
            return Line.NOBODY;
        }
        return numbers.computeIfAbsent(
                person,
                fresh -> {
                    people.add(fresh);
                    return Senders.number(people.size() - 1, fresh);
                });
    }

    private static boolean distinctive(Content content) {
        if (!(content instanceof Content.Message message) || message.poll() != null) {
            return false;
        }
        String text = message.text();
        if (text == null) {
            return false;
        }
        int bytes = 0;
        for (int i = 0; i < text.length() && bytes < DISTINCTIVE_BYTES; i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        return bytes >= DISTINCTIVE_BYTES;
    }
}
