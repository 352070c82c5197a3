package dev.wharf.core.event;

import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

/// The message a reply answers, with the copy of its text that the source carries.
///
/// A quote with neither author nor text, whose target the archive holds, is no reply: it says that
/// the message *completes* the target. Both are the same message, and another capture has now shown
/// more of it: the attachment that was left out, the text before it was edited or deleted.
public record Quote(MessageRef target, @Nullable Person author, @Nullable String text) {

    /// The mark of a message that completes another.
    public static Quote completing(ItemId item) {
        return new Quote(MessageRef.to(item), null, null);
    }

    public boolean completes() {
        return author == null && text == null && target.item() != null;
    }
}
