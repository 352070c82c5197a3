package dev.wharf.capture.chatexport;

import dev.wharf.core.event.Content;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a line of WhatsApp's own says.
sealed interface SystemLine {
    /// Who came, went or changed rank.
    ///
    /// @param actor who did it as the line names them, null when it names nobody
    /// @param subjects to whom it was done
    /// @param title the group's name from here on, null when the line does not give it
    record Members(
            Content.Membership.Action action,
            @Nullable String actor,
            List<String> subjects,
            @Nullable String title)
            implements SystemLine {}

    /// Anything else.
    ///
    /// @param group whether only groups have such lines
    record Notice(
            Content.Notice.Topic topic,
            @Nullable String actor,
            @Nullable String title,
            boolean group)
            implements SystemLine {}
}
