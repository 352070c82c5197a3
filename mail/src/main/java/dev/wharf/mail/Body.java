package dev.wharf.mail;

import java.util.List;

/// What a mail says, before it is text or HTML.
///
/// @param caption who says it, clean; empty for notices
/// @param stamp time and marks as under a bubble
/// @param facts who, to whom, when, from where
record Body(Look look, String caption, List<Block> blocks, String stamp, List<Fact> facts) {
    /// The side of the chat it stands on.
    enum Look {
        INCOMING,
        OUTGOING,
        NOTICE
    }
}
