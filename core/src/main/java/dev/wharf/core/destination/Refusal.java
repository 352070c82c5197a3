package dev.wharf.core.destination;

import dev.wharf.core.error.ErrorCode;

/// Why something was not delivered, and how much that concerns.
///
/// @param code its kind decides what follows: TRANSIENT is tried again by itself, all else waits
///   for a person
/// @param reason for the person who must act: what the destination said, and what to do about it.
///   It names mailboxes and ids, never content or a secret; one line
public record Refusal(ErrorCode code, Scope scope, String reason) {

    public enum Scope {
        /// This mail only: too large, refused for what it holds.
        MAIL,
        /// Everything for this mailbox: missing, disabled, full, or throttled.
        MAILBOX,
        /// Everything: the server is away, or does not accept us.
        DESTINATION
    }
}
