package dev.wharf.capture.ios;

import dev.wharf.core.party.Person;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who was in a group when: from who is in it now, and from the lines that say who came and went,
/// so that nobody is taken for a reader of what was said before they came or after they left.
///
/// For one thread, along the messages of the group in order.
final class Roster {
    static final int MOST = 1_024;

    private final Person owner;
    private final Map<String, Person> present = new LinkedHashMap<>();
    private final List<Change> changes;
    private int next;

    /// @param row the message's row that says so
    /// @param came else they went
    record Change(long row, boolean came, List<Person> people) {
        Change {
            people = List.copyOf(people);
        }
    }

    /// @param active who is in it now; false who was
    /// @param changes in the order of the messages
    Roster(Person owner, Map<Person, Boolean> active, List<Change> changes) {
        this.owner = owner;
        this.changes = changes;
        Map<String, Boolean> first = new HashMap<>();
        for (Change change : changes) {
            for (Person person : change.people()) {
                first.putIfAbsent(key(person), change.came());
                if (!change.came() && Boolean.FALSE.equals(first.get(key(person)))) {
                    add(person);
                }
            }
        }
        active.forEach(
                (person, isIn) -> {
                    Boolean came = first.get(key(person));
                    if (came == null ? isIn : !came) {
                        add(person);
                    }
                });
    }

    private void add(Person person) {
        if (!person.owner() && present.size() < MOST) {
            present.putIfAbsent(key(person), person);
        }
    }

    private static String key(Person person) {
        String address = People.address(person);
        return address == null ? person.label() : address;
    }

    /// Who is there at a message: at one that says who comes or goes, both.
    ///
    /// @param row the message's; each later in order than the one before
    List<Person> at(long row) {
        Set<Person> there = new LinkedHashSet<>(List.of(owner));
        there.addAll(present.values());
        while (next < changes.size() && changes.get(next).row() == row) {
            Change change = changes.get(next++);
            for (Person person : change.people()) {
                if (change.came()) {
                    add(person);
                } else {
                    present.remove(key(person));
                }
            }
            there.addAll(present.values());
        }
        return new ArrayList<>(there);
    }
}
