package dev.wharf.archive;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.ledger.Subject;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// What the ledger says of commit groups: one `commit` entry each, whose subject is the group's
/// number and whose `after` is its digest. Where a group has several, the newest counts.
final class LedgerRecords {
    private LedgerRecords() {}

    static Act commit(ArchiveSetup setup, long group, byte[] digest) {
        return Act.of(
                        ActKind.COMMIT,
                        Subject.of(Subject.Type.GROUP, Long.toString(group)),
                        setup.actor(),
                        setup.clock().instant())
                .withDigests(null, Sha256.contentDigest(digest));
    }

    /// Digests by group, as recorded up to a ledger sequence.
    static Map<Long, ContentDigest> commits(Ledger ledger, long upTo) {
        Map<Long, ContentDigest> recorded = new HashMap<>();
        try (Stream<LedgerEntry> entries = ledger.entries(0)) {
            entries.takeWhile(entry -> entry.sequence() <= upTo)
                    .filter(entry -> entry.act().kind() == ActKind.COMMIT)
                    .forEach(entry -> remember(recorded, entry.act()));
        }
        return recorded;
    }

    private static void remember(Map<Long, ContentDigest> recorded, Act act) {
        ContentDigest digest = act.after();
        if (digest != null) {
            recorded.put(Long.parseLong(act.subject().id()), digest);
        }
    }

    /// Records groups that were found whole in a pack, but whose commit was interrupted before the
    /// ledger had them.
    ///
    /// @param first the first group that the catalog did not have
    static void catchUp(ArchiveSetup setup, CatalogReader catalog, long first) {
        Ledger ledger = setup.ledger();
        Map<Long, ContentDigest> recorded = commits(ledger, ledger.head().size());
        boolean added = false;
        for (CatalogReader.Group group : catalog.groupsFrom(first)) {
            if (!Sha256.contentDigest(group.digest()).equals(recorded.get(group.number()))) {
                ledger.appendBuffered(
                        commit(setup, group.number(), group.digest()).with("recovered", "true"));
                added = true;
            }
        }
        if (added) {
            ledger.sync();
        }
    }
}
