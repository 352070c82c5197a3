package dev.wharf.capture.android;

import dev.wharf.capture.jid.Jid;

/// Addresses that stand for something else.
final class Jids {
    /// In place of a row that is not there or holds no address.
    static final Jid NONE = new Jid("", "");

    /// In place of `lid_me`, by which the database means the phone's owner.
    static final Jid OWNER = new Jid("me", "lid_me");

    private Jids() {}
}
