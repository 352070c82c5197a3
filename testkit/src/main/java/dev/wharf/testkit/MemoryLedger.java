package dev.wharf.testkit;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.CanonicalEntry;
import dev.wharf.core.ledger.ConsistencyProof;
import dev.wharf.core.ledger.InclusionProof;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.ledger.LedgerReport;
import dev.wharf.core.ledger.LedgerReport.Finding;
import dev.wharf.core.ledger.MerkleTree;
import dev.wharf.core.ledger.SignedHead;
import dev.wharf.core.ledger.TreeHash;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// A ledger that forgets with the process. Its leaves are not salted.
public final class MemoryLedger implements Ledger {
    private final Clock clock;
    private final KeyPair keys;
    private final List<LedgerEntry> entries = new ArrayList<>();
    private @Nullable SignedHead signed;
    private boolean closed;

    public MemoryLedger(Clock clock) {
        this.clock = clock;
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public synchronized LedgerEntry append(Act act) {
        if (closed) {
            throw new WharfException(ErrorCode.STORAGE_FAILED, "the ledger is closed");
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        TreeHash previous = entries.isEmpty() ? MerkleTree.EMPTY : entries.getLast().leaf();
        long sequence = entries.size() + 1L;
        TreeHash leaf = MerkleTree.leaf(CanonicalEntry.bytes(sequence, now, act, previous));
        LedgerEntry entry = new LedgerEntry(sequence, now, act, previous, leaf);
        entries.add(entry);
        return entry;
    }

    @Override
    public LedgerEntry appendBuffered(Act act) {
        return append(act);
    }

    @Override
    public void sync() {}

    @Override
    public synchronized Stream<LedgerEntry> entries(long after) {
        return List.copyOf(entries).stream().skip(after);
    }

    @Override
    public synchronized LedgerHead head() {
        return new LedgerHead(entries.size(), subtree(0, entries.size()));
    }

    @Override
    public synchronized SignedHead sign() {
        LedgerHead head = head();
        if (signed != null && signed.head().equals(head)) {
            return signed;
        }
        try {
            byte[] encoded = keys.getPublic().getEncoded();
            String key = HexFormat.of().formatHex(encoded, encoded.length - 32, encoded.length);
            Instant now = Instant.ofEpochMilli(clock.millis());
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(SignedHead.signedText(head, now, key));
            signed = new SignedHead(head, now, 1, key, HexFormat.of().formatHex(signature.sign()));
            return signed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public synchronized InclusionProof inclusion(long sequence, long size) {
        return MerkleTree.inclusion(sequence - 1, size, this::subtree);
    }

    @Override
    public synchronized ConsistencyProof consistency(long oldSize, long newSize) {
        return MerkleTree.consistency(oldSize, newSize, this::subtree);
    }

    @Override
    public synchronized LedgerReport verify(List<LedgerHead> anchors) {
        List<Finding> findings = new ArrayList<>();
        for (LedgerHead anchor : anchors) {
            if (anchor.size() > entries.size()) {
                findings.add(
                        new Finding(
                                entries.size() + 1L,
                                Finding.Kind.TRUNCATED,
                                "an anchor knows %d entries".formatted(anchor.size())));
            } else if (!subtree(0, anchor.size()).equals(anchor.root())) {
                findings.add(
                        new Finding(
                                anchor.size(),
                                Finding.Kind.REWRITTEN,
                                "an anchor of size %d differs".formatted(anchor.size())));
            }
        }
        return new LedgerReport(head(), signed == null ? 0 : 1, findings);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            sign();
            closed = true;
        }
    }

    private TreeHash subtree(long begin, long end) {
        return MerkleTree.root(
                entries.subList((int) begin, (int) end).stream().map(LedgerEntry::leaf).toList());
    }
}
