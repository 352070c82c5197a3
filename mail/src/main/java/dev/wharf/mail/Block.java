package dev.wharf.mail;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A piece of what an event says, to be shown as text and as HTML. Texts may hold anything.
sealed interface Block {
    /// What somebody wrote, whole.
    record Written(String text) implements Block {}

    /// What somebody wrote earlier, repeated here.
    record Quoted(@Nullable String author, String text) implements Block {}

    /// A remark of ours, one line.
    record Remark(String text) implements Block {}

    /// A file that came along.
    ///
    /// @param details type, size and digest, or why it is not there
    record File(String name, String details, boolean present) implements Block {}

    /// A thing with fields: a place, a contact, a poll, a form.
    record Card(String title, List<Fact> fields) implements Block {
        public Card {
            fields = List.copyOf(fields);
        }
    }
}
