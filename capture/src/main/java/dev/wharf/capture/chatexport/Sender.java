package dev.wharf.capture.chatexport;

import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// What stands before the first colon of lines: a person, the chat's title, or the beginning of a
/// text of WhatsApp's own.
final class Sender {
    private static final int MOST_LONGER = 32;

    final String name;
    final int index;

    long lines;

    /// Whether a line is certainly something they sent, whatever else is found.
    boolean wrote;

    /// Lines whose body WhatsApp wrote itself and that say nothing a member could have sent.
    long notices;

    /// Of these, the ones whose wording is known.
    long knownNotices;

    /// Lines of the kind "you deleted this message", which only the owner of the phone has.
    long owners;

    /// Whether this is a text of WhatsApp's own that holds a colon.
    boolean system;

    /// Names that reach to the second colon, while all lines have one.
    @Nullable Map<String, Long> longer = new HashMap<>(4);

    /// Whether it is the chat's title, behind which iOS writes lines of its own.
    boolean isTitle;

    /// Whether names go on behind their first colon.
    boolean reachesFurther;

    /// Set once the survey is over; null for what is nobody.
    @Nullable Person person;

    Sender(String name, int index) {
        this.name = name;
        this.index = index;
    }

    void longer(@Nullable String toSecondColon) {
        if (longer == null) {
            return;
        }
        if (toSecondColon == null
                || (longer.size() >= MOST_LONGER && !longer.containsKey(toSecondColon))) {
            longer = null;
        } else {
            longer.merge(toSecondColon, 1L, Long::sum);
        }
    }

    /// Whether the name goes on behind its first colon: every line says so, each time three times.
    boolean namesReachFurther() {
        return longer != null
                && !longer.isEmpty()
                && longer.values().stream().allMatch(count -> count >= 3);
    }

    static Person person(String name) {
        String plain = Marks.plain(name);
        if (plain.startsWith("+")) {
            return PhoneNumber.parse(name)
                    .map(Person::numbered)
                    .orElseGet(() -> Person.named(name));
        }
        return Person.named(name);
    }
}
