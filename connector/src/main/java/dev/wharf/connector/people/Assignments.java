package dev.wharf.connector.people;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Mailboxes that an operator gave to parties by hand, out of the quarantine. They hold for later
/// imports too, and come before the mapping.
public final class Assignments {
    public static final Assignments NONE = new Assignments(List.of());

    /// Days are UTC days, both inclusive; null is open.
    public record Assignment(
            PartyId party,
            EmailAddress mailbox,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        boolean covers(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
        }
    }

    private final List<Assignment> all;
    private final Map<PartyId, List<Assignment>> byParty;

    /// @param inOrder of being made; a later one wins over an earlier one
    public Assignments(Collection<Assignment> inOrder) {
        all = List.copyOf(inOrder);
        byParty = inOrder.stream().collect(Collectors.groupingBy(Assignment::party));
    }

    List<Assignment> all() {
        return all;
    }

    Optional<EmailAddress> mailbox(PartyId party, LocalDate day) {
        return byParty.getOrDefault(party, List.of()).reversed().stream()
                .filter(assignment -> assignment.covers(day))
                .map(Assignment::mailbox)
                .findFirst();
    }

    boolean dated() {
        return byParty.values().stream()
                .flatMap(List::stream)
                .anyMatch(a -> a.from != null || a.until != null);
    }
}
