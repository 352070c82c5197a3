package dev.wharf.connector.quarantine;

import dev.wharf.connector.people.Assignments.Assignment;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.Change;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.time.LocalDate;
import java.util.List;

/// A mailbox that an operator gave to a party, as the archive keeps it. Append-only: a later one
/// wins over an earlier one.
///
/// @param from first UTC day, ISO 8601; null is open
public record AssignmentDocument(
        int party, String mailbox, @Nullable String from, @Nullable String until) {
    static final String KIND = "assignment";

    /// In the order in which they were made.
    public static List<Assignment> all(ArchiveReader reader) {
        return reader.documents(KIND).stream()
                .map(d -> JsonMapper.shared().readValue(d.json(), AssignmentDocument.class))
                .map(AssignmentDocument::assignment)
                .toList();
    }

    static Change put(Assignment assignment, int number) {
        AssignmentDocument document =
                new AssignmentDocument(
                        assignment.party().value(),
                        assignment.mailbox().value(),
                        text(assignment.from()),
                        text(assignment.until()));
        return new Change.PutDocument(
                KIND, "%010d".formatted(number), JsonMapper.shared().writeValueAsString(document));
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private Assignment assignment() {
        return new Assignment(
                new PartyId(party),
                new EmailAddress(mailbox),
                from == null ? null : LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until));
    }
}
