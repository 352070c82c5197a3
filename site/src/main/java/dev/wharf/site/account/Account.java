package dev.wharf.site.account;

import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One employee's WhatsApp.
///
/// @param id minted at enrolment, never given to anybody else
/// @param email of the mailbox that what is captured belongs in
/// @param label tells the accounts of one person apart; empty for the only one
/// @param lines numbers with the UTC days on which they are this person's
public record Account(
        String id,
        String name,
        EmailAddress email,
        String label,
        AccountState state,
        CaptureMethod method,
        List<User.Line> lines,
        Instant enrolled) {

    public static final int LONGEST_NAME = 200;

    public Account {
        lines = List.copyOf(lines);
    }

    public boolean holds(PhoneNumber phone, LocalDate day) {
        return lines.stream().anyMatch(line -> line.phone().equals(phone) && line.covers(day));
    }

    /// The number that is theirs on that day.
    public Optional<PhoneNumber> numberOn(LocalDate day) {
        return lines.stream().filter(line -> line.covers(day)).map(User.Line::phone).findFirst();
    }

    public boolean heldOn(LocalDate day) {
        return numberOn(day).isPresent();
    }

    Account with(AccountState state) {
        return new Account(id, name, email, label, state, method, lines, enrolled);
    }

    Account with(CaptureMethod method) {
        return new Account(id, name, email, label, state, method, lines, enrolled);
    }

    Account with(List<User.Line> lines) {
        return new Account(id, name, email, label, state, method, lines, enrolled);
    }

    Account with(String name, EmailAddress email, String label) {
        return new Account(id, name, email, label, state, method, lines, enrolled);
    }

    /// Adds a line, or gives the line that begins on the same day its new end.
    Account assigning(User.Line line) {
        List<User.Line> changed = new ArrayList<>(lines);
        changed.removeIf(
                other ->
                        other.phone().equals(line.phone())
                                && Optional.ofNullable(other.from())
                                        .equals(Optional.ofNullable(line.from())));
        changed.add(line);
        return with(changed);
    }

    /// The number is theirs for the last time on `last`; lines that begin later fall away.
    Account ending(PhoneNumber phone, LocalDate last) {
        List<User.Line> changed = new ArrayList<>();
        for (User.Line line : lines) {
            LocalDate from = line.from();
            LocalDate until = line.until();
            if (!line.phone().equals(phone) || (until != null && until.isBefore(last))) {
                changed.add(line);
            } else if (from == null || !from.isAfter(last)) {
                changed.add(new User.Line(phone, from, last));
            }
        }
        return with(changed);
    }
}
