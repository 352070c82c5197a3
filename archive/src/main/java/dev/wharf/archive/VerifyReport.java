package dev.wharf.archive;

import dev.wharf.core.ledger.LedgerHead;

import java.util.List;

/// What [Archive#verify] found.
///
/// @param groups commit groups read
/// @param items live items opened and compared
/// @param erased tombstones checked
/// @param contents blobs read to their end
/// @param originals kept originals read to their end
/// @param anchors ledger heads that the packs vouch for, for [dev.wharf.core.ledger.Ledger#verify]
/// @param findings everything that is wrong; empty when the archive is whole
public record VerifyReport(
        long groups,
        long items,
        long erased,
        long contents,
        long originals,
        List<LedgerHead> anchors,
        List<Finding> findings) {

    public VerifyReport {
        anchors = List.copyOf(anchors);
        findings = List.copyOf(findings);
    }

    public boolean clean() {
        return findings.isEmpty();
    }

    /// @param subject what is wrong: an item's id, `pack 3 at 4711`, `blob …`, `capture 12`
    /// @param message how, for a person; names no content
    public record Finding(Kind kind, String subject, String message) {
        public enum Kind {
            /// A pack is missing, cut short, or its bytes are not what was written.
            PACK,
            /// An item does not open, or is not what its manifest says.
            ITEM,
            /// A live item or original has no key, or an erased one still has.
            KEY,
            /// Content is missing, damaged, or not what its digest says.
            CONTENT,
            /// The catalog says otherwise than the packs; `wharf rebuild` mends it.
            CATALOG,
            /// The ledger says otherwise than the packs.
            LEDGER
        }
    }
}
