package dev.wharf.capture.chatexport;

import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.party.Person;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who is in the chat at the place read last: everybody the text shows, between the lines by which
/// they came and went. Who came by no line was there from the start.
///
/// The list stays the same object until somebody comes or goes. For one thread.
final class Roster {
    /// As many as a group can have.
    static final int MOST = 1024;

    private final People people;
    private final boolean group;
    private final Map<String, Person> present = new LinkedHashMap<>();
    private final Set<String> beyond = new HashSet<>();
    private List<Person> members;

    Roster(ExportProfile profile, People people) {
        this.people = people;
        this.group = profile.chat().kind() != ChatKind.DIRECT;
        Set<String> comeLater = group ? comeLater(profile) : Set.of();
        if (profile.owner() != null) {
            add(profile.owner(), comeLater);
        }
        for (Sender sender : profile.senders().all()) {
            if (sender.person != null && sender.lines > 0) {
                add(sender.person, comeLater);
            }
        }
        profile.others().forEach(person -> add(person, comeLater));
        members = snapshot();
    }

    /// People whose first line of this kind says that they came. All others whom such lines name
    /// are there already.
    private Set<String> comeLater(ExportProfile profile) {
        Set<String> seen = new HashSet<>();
        Set<String> later = new HashSet<>();
        for (SystemLine line : profile.systemLines()) {
            switch (line) {
                case SystemLine.Members change -> {
                    for (String name : change.subjects()) {
                        named(name, comes(change.action()), seen, later);
                    }
                    if (change.actor() != null) {
                        named(change.actor(), false, seen, later);
                    }
                }
                case SystemLine.Notice notice -> {
                    if (notice.actor() != null) {
                        named(notice.actor(), false, seen, later);
                    }
                }
            }
        }
        return later;
    }

    private void named(String name, boolean comes, Set<String> seen, Set<String> later) {
        if (SystemLineReader.isYou(name)) {
            if (seen.add(SystemLineReader.YOU) && comes) {
                later.add(People.key(people.of(name)));
            }
            return;
        }
        Person person = people.of(name);
        String key = People.key(person);
        if (seen.add(key)) {
            if (comes) {
                later.add(key);
            } else {
                add(person, Set.of());
            }
        }
    }

    private void add(Person person, Set<String> comeLater) {
        String key = People.key(person);
        if (!comeLater.contains(key)) {
            enter(key, person);
        }
    }

    private boolean enter(String key, Person person) {
        if (present.size() >= MOST && !present.containsKey(key)) {
            beyond.add(key);
            return false;
        }
        return present.putIfAbsent(key, person) == null;
    }

    /// How many people had no place on the list at some time.
    int beyond() {
        return beyond.size();
    }

    private static boolean comes(Action action) {
        return action == Action.ADDED || action == Action.JOINED;
    }

    List<Person> members() {
        return members;
    }

    void change(Action action, List<Person> subjects) {
        if (!group) {
            return;
        }
        boolean changed = false;
        for (Person person : subjects) {
            String key = People.key(person);
            if (comes(action)) {
                changed |= enter(key, person);
            } else if (action == Action.LEFT || action == Action.REMOVED) {
                changed |= present.remove(key) != null;
            }
        }
        if (changed) {
            members = snapshot();
        }
    }

    private List<Person> snapshot() {
        return List.copyOf(present.values());
    }
}
