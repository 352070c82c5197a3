package dev.wharf.core.ledger;

import java.util.List;

/// What [Ledger#verify] found.
///
/// @param head as computed anew from every entry that could be read
/// @param signedHeads number of signed heads that were checked
/// @param findings everything that is wrong; empty when the ledger is whole
public record LedgerReport(LedgerHead head, long signedHeads, List<Finding> findings) {
    public LedgerReport {
        findings = List.copyOf(findings);
    }

    public boolean clean() {
        return findings.isEmpty();
    }

    /// @param sequence of the entry that is wrong, or the first that is missing
    /// @param message what is wrong with it, for a person; names no content
    public record Finding(long sequence, Kind kind, String message) {
        public enum Kind {
            /// The stored bytes of the entry cannot be read, or are not what was written.
            DAMAGED,
            /// The entry does not follow the one before it: something was dropped, put in or moved.
            BROKEN_CHAIN,
            /// Entries at the end are gone that a signed head or an anchor vouches for.
            TRUNCATED,
            /// Entries differ from those a signed head or an anchor vouches for.
            REWRITTEN,
            /// A signed head does not bear a valid signature.
            BAD_SIGNATURE
        }
    }
}
