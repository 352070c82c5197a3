package dev.wharf.connector.people;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Phone number → mailbox, as the mapping CSV says; it wins over every other knowledge.
///
/// @param rows what the file holds, in its order
/// @param notes what was tolerated in the file, for the run's report
public record Mapping(List<Row> rows, List<String> notes) {
    public static final Mapping NONE = new Mapping(List.of(), List.of());

    /// Days are UTC days, both inclusive; null is open.
    public record Row(
            PhoneNumber phone,
            EmailAddress mailbox,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        boolean covers(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
        }

        boolean overlaps(Row other) {
            return phone.equals(other.phone)
                    && (from == null || other.until == null || !from.isAfter(other.until))
                    && (until == null || other.from == null || !other.from.isAfter(until));
        }
    }

    public Mapping {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    public boolean dated() {
        return rows.stream().anyMatch(row -> row.from != null || row.until != null);
    }

    /// Look-up by number.
    public Lookup lookup() {
        Map<PhoneNumber, List<Row>> byPhone = new HashMap<>();
        for (Row row : rows) {
            byPhone.merge(
                    row.phone,
                    List.of(row),
                    (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
        }
        return (phone, day) ->
                byPhone.getOrDefault(phone, List.of()).stream()
                        .filter(row -> row.covers(day))
                        .map(Row::mailbox)
                        .findFirst();
    }

    @FunctionalInterface
    public interface Lookup {
        Optional<EmailAddress> mailbox(PhoneNumber phone, LocalDate day);
    }
}
