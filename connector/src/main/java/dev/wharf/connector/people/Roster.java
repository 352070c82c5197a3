package dev.wharf.connector.people;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Everybody in a chat at a moment, identified, and the audience that follows from them.
///
/// @param resolved mailboxes by the party they were found for
public record Roster(List<Person> members, Audience audience, Map<PartyId, EmailAddress> resolved) {
    public Roster {
        members = List.copyOf(members);
        resolved = Map.copyOf(resolved);
    }

    /// An item's audience after this roster: who waited and has a mailbox now waits no more, and
    /// nobody waits twice.
    public Audience joined(Audience before) {
        TreeSet<EmailAddress> mailboxes = new TreeSet<>(before.mailboxes());
        mailboxes.addAll(audience.mailboxes());
        TreeSet<Expectation> waiting = new TreeSet<>(before.unresolved());
        waiting.removeIf(one -> resolved.containsKey(one.party()));
        Set<PartyId> already = waiting.stream().map(Expectation::party).collect(Collectors.toSet());
        audience.unresolved().stream()
                .filter(one -> !already.contains(one.party()))
                .forEach(waiting::add);
        return new Audience(mailboxes, waiting);
    }
}
