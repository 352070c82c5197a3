package dev.wharf.core.directory;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/// One person of the firm.
///
/// @param email address that identifies the person in the firm; null when none is known
/// @param lines phone numbers, each with the days on which it is theirs
public record User(String name, @Nullable EmailAddress email, List<Line> lines) {
    public User {
        lines = List.copyOf(lines);
    }

    /// A phone number in somebody's hands. Days are UTC days, both inclusive; null is open.
    public record Line(PhoneNumber phone, @Nullable LocalDate from, @Nullable LocalDate until) {
        public boolean covers(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
        }

        public boolean overlaps(Line other) {
            return phone.equals(other.phone)
                    && notAfter(from, other.until)
                    && notAfter(other.from, until);
        }

        private static boolean notAfter(@Nullable LocalDate from, @Nullable LocalDate until) {
            return from == null || until == null || !from.isAfter(until);
        }
    }
}
