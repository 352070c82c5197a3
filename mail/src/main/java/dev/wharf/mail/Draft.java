package dev.wharf.mail;

import dev.wharf.core.event.MessageRef;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What one kind of event adds to what all mails have.
///
/// @param caption who speaks in the bubble; empty for a notice
/// @param target what it is about, null for nothing
/// @param marks properties of this kind alone
record Draft(
        String subject,
        String caption,
        List<Block> blocks,
        @Nullable MessageRef target,
        List<Header> marks,
        List<Part> files) {
    Draft {
        subject = HeaderText.clean(subject, LONGEST_SUBJECT);
        blocks = List.copyOf(blocks);
        marks = List.copyOf(marks);
        files = List.copyOf(files);
    }

    /// Exchange keeps 255 characters.
    private static final int LONGEST_SUBJECT = 255;

    /// A line in the middle of the chat.
    static Draft notice(String subject, List<Block> blocks) {
        return new Draft(subject, "", blocks, null, List.of(), List.of());
    }

    static Draft notice(String subject, List<Block> blocks, MessageRef target) {
        return new Draft(subject, "", blocks, target, List.of(), List.of());
    }
}
