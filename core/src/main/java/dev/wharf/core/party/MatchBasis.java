package dev.wharf.core.party;

/// How a person in a chat was recognised as somebody the firm knows.
public enum MatchBasis {
    /// By the number WhatsApp showed.
    PHONE,
    /// Because the operator said who exported the chat (`--owner`).
    GIVEN_OWNER,
    /// By display name alone, which `--match-names` allowed. A client may be called like an
    /// employee, so every item says so.
    NAME,
    /// By LID or user id, through an alias the archive holds.
    ALIAS
}
