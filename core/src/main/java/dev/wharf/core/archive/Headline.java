package dev.wharf.core.archive;

import java.util.List;

/// What lists and search hits show of an item without opening its mail.
///
/// @param from display form of the sender, `Name <address>`
/// @param to display forms of the other parties, at most the first 20
public record Headline(String subject, String from, List<String> to) {
    public Headline {
        to = List.copyOf(to);
    }
}
