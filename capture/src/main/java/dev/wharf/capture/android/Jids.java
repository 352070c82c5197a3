package dev.wharf.capture.android;

import dev.wharf.capture.jid.Jid;

/// Addresses that stand for something else.
final class Jids {
    /// In place of a row that is not there or holds no address.
    static final Jid NONE = new Jid("", "");

    private Jids() {}
}
