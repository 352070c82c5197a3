package dev.wharf.capture.chatexport;

import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// The people of one text by what it calls them, the owner marked. For one thread.
final class People {
    private final SenderTable senders;
    private final @Nullable Person owner;
    private final Map<String, Person> named = new HashMap<>();

    People(SenderTable senders, @Nullable Person owner) {
        this.senders = senders;
        this.owner = owner;
    }

    Person of(String name) {
        if (SystemLineReader.isYou(name)) {
            return owner == null ? Person.you() : owner;
        }
        Sender sender = senders.find(name);
        if (sender != null && sender.person != null) {
            return sender.person;
        }
        return named.computeIfAbsent(key(name), key -> known(Sender.person(name)));
    }

    private Person known(Person person) {
        return owner != null && same(person, owner) ? owner : person;
    }

    static boolean same(Person one, Person other) {
        if (one.phone() != null || other.phone() != null) {
            return one.phone() != null && one.phone().equals(other.phone());
        }
        return one.name() != null
                && other.name() != null
                && key(one.name()).equals(key(other.name()));
    }

    /// What all spellings of a name have in common: no marks, one space between words, no tilde of
    /// a name that is not in the contacts.
    static String key(String name) {
        String plain = Marks.plain(name).replaceAll(" +", " ");
        return plain.startsWith("~ ")
                ? plain.substring(2)
                : plain.startsWith("~") ? plain.substring(1) : plain;
    }

    static String key(Person person) {
        if (person.phone() != null) {
            return person.phone().e164();
        }
        return person.name() == null ? SystemLineReader.YOU : key(person.name());
    }
}
