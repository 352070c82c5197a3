package dev.wharf.archive.ledger;

import dev.wharf.core.ledger.CompactRange;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.ledger.LedgerReport;
import dev.wharf.core.ledger.LedgerReport.Finding;
import dev.wharf.core.ledger.MerkleTree;
import dev.wharf.core.ledger.SignedHead;
import dev.wharf.core.ledger.TreeHash;
import dev.wharf.store.segment.LogEntry;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// One reading of the whole ledger. For one thread.
final class LedgerVerification {
    private final EntryCipher cipher;
    private final TreeMap<Long, List<Vouched>> vouched = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final CompactRange tree = new CompactRange();
    private @Nullable TreeHash previous = MerkleTree.EMPTY;
    private long read;
    private boolean whole = true;

    LedgerVerification(EntryCipher cipher) {
        this.cipher = cipher;
    }

    /// A head that somebody knows, and who.
    private record Vouched(LedgerHead head, String by) {}

    void expect(LedgerHead head, String by) {
        vouched.computeIfAbsent(head.size(), _ -> new ArrayList<>()).add(new Vouched(head, by));
    }

    void badSignature(SignedHead head) {
        find(
                head.head().size(),
                Finding.Kind.BAD_SIGNATURE,
                "the head signed at %s for %d entries bears no valid signature of this archive"
                        .formatted(head.at(), head.head().size()));
    }

    void unreadableHead(int line) {
        find(0, Finding.Kind.BAD_SIGNATURE, "line " + line + " of the signed heads was changed");
    }

    void read(LogEntry entry) {
        if (read == 0) {
            compare(0);
        }
        switch (entry) {
            case LogEntry.Kept kept -> {
                missing(kept.sequence());
                read(kept);
            }
            case LogEntry.Damage damage -> {
                for (long sequence = damage.first(); sequence <= damage.last(); sequence++) {
                    find(
                            sequence,
                            Finding.Kind.DAMAGED,
                            "entry %d: %s".formatted(sequence, damage.describe()));
                }
                lose(damage.last());
            }
        }
    }

    private void missing(long found) {
        if (found > read + 1) {
            find(
                    read + 1,
                    Finding.Kind.TRUNCATED,
                    "entries %d to %d are missing".formatted(read + 1, found - 1));
            lose(found - 1);
        }
    }

    private void lose(long last) {
        read = last;
        whole = false;
        previous = null;
    }

    private void read(LogEntry.Kept kept) {
        long sequence = kept.sequence();
        LedgerEntry entry;
        try {
            entry = cipher.open(sequence, EntryFrame.parse(kept.payload()));
        } catch (IllegalArgumentException changed) {
            find(
                    sequence,
                    Finding.Kind.DAMAGED,
                    "entry %d (%s at offset %d): %s"
                            .formatted(
                                    sequence,
                                    kept.segment().getFileName(),
                                    kept.offset(),
                                    changed.getMessage()));
            lose(sequence);
            return;
        }
        if (previous != null && !previous.equals(entry.previous())) {
            find(
                    sequence,
                    Finding.Kind.BROKEN_CHAIN,
                    "entry %d does not follow the one before it".formatted(sequence));
        }
        read = sequence;
        previous = entry.leaf();
        tree.add(entry.leaf());
        compare(sequence);
    }

    private void compare(long size) {
        if (!whole || !vouched.containsKey(size)) {
            return;
        }
        TreeHash root = tree.root();
        for (Vouched each : vouched.getOrDefault(size, List.of())) {
            if (!each.head().root().equals(root)) {
                find(
                        size,
                        Finding.Kind.REWRITTEN,
                        "the first %d entries are not those that %s vouches for"
                                .formatted(size, each.by()));
            }
        }
    }

    LedgerReport report(long signedHeads) {
        if (read == 0) {
            compare(0);
        }
        vouched.tailMap(read, false).values().stream()
                .flatMap(List::stream)
                .forEach(
                        each ->
                                find(
                                        read + 1,
                                        Finding.Kind.TRUNCATED,
                                        "the ledger ends at entry %d, but %s vouches for %d"
                                                .formatted(read, each.by(), each.head().size())));
        return new LedgerReport(tree.head(), signedHeads, findings);
    }

    private void find(long sequence, Finding.Kind kind, String message) {
        findings.add(new Finding(sequence, kind, message));
    }
}
