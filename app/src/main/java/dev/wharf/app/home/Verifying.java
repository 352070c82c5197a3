package dev.wharf.app.home;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// Keeps erasing and verifying apart: a key that is destroyed while a verification is on its way to
/// it would look like damage. For any thread.
public final class Verifying {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    /// Several may verify at once.
    <T> T verify(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// @throws WharfException `HOME_LOCKED` while a verification is under way: it may take hours,
    ///   and nobody should wait for it unawares
    <T> T erase(Supplier<T> work) {
        if (!lock.writeLock().tryLock()) {
            throw new WharfException(
                    ErrorCode.HOME_LOCKED,
                    "A 'wharf verify' is reading this archive: erase when it has ended.");
        }
        try {
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
