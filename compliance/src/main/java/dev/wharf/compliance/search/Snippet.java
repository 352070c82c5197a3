package dev.wharf.compliance.search;

import java.util.List;

/// A piece of an item's text around what was found, on one line.
///
/// @param marks where in `text` the words of the query stand, in order, without overlap
public record Snippet(String text, List<Mark> marks) {
    /// In UTF-16 units; @param end exclusive
    public record Mark(int start, int end) {}

    public Snippet {
        marks = List.copyOf(marks);
    }
}
