package dev.wharf.mail;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.party.Person;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A chat's members as its items show them. A group's events share one member list, so its roster
/// is worth keeping from one event to the next.
record Roster(
        ConversationId conversation,
        List<Person> members,
        List<Party> parties,
        Map<Person, Party> byPerson,
        Crowd crowd,
        Templates templates) {

    static Roster of(List<Person> members, ConversationId conversation) {
        List<Party> parties = new ArrayList<>(members.size());
        Map<Person, Party> byPerson = HashMap.newHashMap(members.size());
        for (Person member : members) {
            Party party = Parties.of(member, conversation);
            parties.add(party);
            byPerson.putIfAbsent(member, party);
        }
        return new Roster(
                conversation, members, parties, byPerson, Crowd.of(parties), new Templates());
    }

    @SuppressWarnings("ReferenceEquality") // only the very same list is worth the look
    boolean isOf(List<Person> members, ConversationId conversation) {
        return this.members == members && this.conversation.equals(conversation);
    }

    boolean holds(Person person) {
        return byPerson.containsKey(person);
    }

    Party party(Person person) {
        Party member = byPerson.get(person);
        return member != null ? member : Parties.of(person, conversation);
    }
}
