package dev.wharf.app.home;

import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ConsistencyProof;
import dev.wharf.core.ledger.InclusionProof;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.ledger.LedgerReport;
import dev.wharf.core.ledger.SignedHead;

import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.stream.Stream;

/// A ledger that can be held for a moment, so that its files can be copied: acts wait meanwhile.
/// Safe for many threads, as what it wraps is.
final class PausableLedger implements Ledger {

    private final Ledger ledger;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    PausableLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Runs work while nothing is appended, over a ledger of which everything is on the disk.
    <T> T pausing(Function<LedgerHead, T> work) {
        lock.writeLock().lock();
        try {
            ledger.sync();
            return work.apply(ledger.head());
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public LedgerEntry append(Act act) {
        lock.readLock().lock();
        try {
            return ledger.append(act);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public LedgerEntry appendBuffered(Act act) {
        lock.readLock().lock();
        try {
            return ledger.appendBuffered(act);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void sync() {
        ledger.sync();
    }

    @Override
    public Stream<LedgerEntry> entries(long after) {
        return ledger.entries(after);
    }

    @Override
    public LedgerHead head() {
        return ledger.head();
    }

    @Override
    public SignedHead sign() {
        return ledger.sign();
    }

    @Override
    public InclusionProof inclusion(long sequence, long size) {
        return ledger.inclusion(sequence, size);
    }

    @Override
    public ConsistencyProof consistency(long oldSize, long newSize) {
        return ledger.consistency(oldSize, newSize);
    }

    @Override
    public LedgerReport verify(List<LedgerHead> anchors) {
        return ledger.verify(anchors);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
