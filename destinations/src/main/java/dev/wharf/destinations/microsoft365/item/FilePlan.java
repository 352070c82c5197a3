package dev.wharf.destinations.microsoft365.item;

import dev.wharf.mail.Part;

import java.util.List;
import java.util.stream.Stream;

/// How the files of one mail travel.
///
/// @param inCreate with the mail, in one request
/// @param later each by itself; until all are there, the item says that it is not whole
/// @param leftOut not at all; one of the others is a text that names them
public record FilePlan(List<MailFile> inCreate, List<MailFile> later, List<Part.Stored> leftOut) {
    public FilePlan {
        inCreate = List.copyOf(inCreate);
        later = List.copyOf(later);
        leftOut = List.copyOf(leftOut);
    }

    /// All that the item has in the end.
    public List<MailFile> all() {
        return Stream.concat(inCreate.stream(), later.stream()).toList();
    }

    public boolean isWholeAtOnce() {
        return later.isEmpty();
    }
}
