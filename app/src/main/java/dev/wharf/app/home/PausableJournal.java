package dev.wharf.app.home;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// A journal that can be held for a moment, so that its files can be copied: a copy of a segment
/// that grows meanwhile would look damaged, not unfinished. Safe for many threads, as what it wraps
/// is. Closing closes nothing: whoever opened the journal does.
final class PausableJournal implements Journal {

    private final Journal journal;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    PausableJournal(Journal journal) {
        this.journal = journal;
    }

    /// Runs work while nothing is appended; waits for what is under way.
    <T> T pausing(Supplier<T> work) {
        lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public CaptureRecord append(CaptureEnvelope envelope, InputStream body) throws IOException {
        lock.readLock().lock();
        try {
            return journal.append(envelope, body);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        // See above.
    }
}
