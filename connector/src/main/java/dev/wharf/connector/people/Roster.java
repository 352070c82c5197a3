package dev.wharf.connector.people;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.party.Person;

import java.util.List;

/// Everybody in a chat at a moment, identified, and the audience that follows from them.
public record Roster(List<Person> members, Audience audience) {
    public Roster {
        members = List.copyOf(members);
    }
}
