package dev.wharf.core.search;

/// Where a text is looked for.
public enum TextField {
    /// Body, attachment names, the sender's name and the chat's title. A telephone number or e-mail
    /// address also finds whoever has it, sender or not.
    ANYWHERE,
    BODY,
    SUBJECT,
    /// The sender: name, telephone number in any spelling, e-mail address or its domain.
    FROM,
    /// Everybody in the chat but the sender, in the same ways.
    TO,
    /// Everybody in the chat, in the same ways.
    PARTICIPANTS,
    /// Any title the chat has had.
    CHAT,
    /// File names and media types.
    ATTACHMENTS
}
