package dev.wharf.destinations.imap;

import dev.wharf.core.key.Secret;

/// Access tokens that open mailboxes. Safe for many threads.
public interface TokenSource {

    /// A token that is good for some minutes at least.
    ///
    /// @throws dev.wharf.core.error.WharfException SOURCE_UNAVAILABLE when trying again may help,
    ///   SOURCE_REFUSED when a person must act
    Secret token();

    /// The server did not take this one: the next is a fresh one.
    void refused(Secret token);
}
