package dev.wharf.connector.deliver;

/// Whether copies may be in a mailbox already, and what it means when they are.
enum Doubt {
    /// They cannot be: nobody asks.
    NONE,
    /// An earlier attempt of ours, whose end was not written down, may have brought them: then they
    /// count as imported.
    OURS,
    /// An earlier connector may have: then they are skipped.
    ANYBODYS,
    /// They are asked for because they are owed, and perhaps more than is owed is asked for. Those
    /// found count as imported as far as the debt goes; failing again counts nothing anew.
    OWED
}
