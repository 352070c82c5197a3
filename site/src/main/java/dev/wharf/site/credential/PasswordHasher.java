package dev.wharf.site.credential;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.store.key.Argon2id;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Stretches passwords on threads of its own, a few at once: each takes 64 MiB and a good part of a
/// second, and must neither take the memory nor the carriers that webhooks run on.
///
/// Safe for many threads. Who comes when too many wait is told to come again.
public final class PasswordHasher implements AutoCloseable {
    private static final int MOST_WAITING = 16;

    private final ThreadPoolExecutor threads;
    private final Supplier<Argon2id> cost;

    /// @param atOnce how many passwords are stretched at the same time
    /// @param cost with a fresh salt every time
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: webhooks merely go first
    public PasswordHasher(int atOnce, Supplier<Argon2id> cost) {
        this.cost = cost;
        this.threads =
                new ThreadPoolExecutor(
                        atOnce,
                        atOnce,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(MOST_WAITING),
                        Thread.ofPlatform()
                                .daemon()
                                .name("site-passwords-", 0)
                                .priority(Thread.MIN_PRIORITY)
                                .factory());
        threads.allowCoreThreadTimeOut(true);
    }

    PasswordHash hash(Secret password) {
        return call(() -> PasswordHash.of(cost.get(), password));
    }

    boolean matches(PasswordHash hash, Secret password) {
        return call(() -> hash.matches(password));
    }

    private <T> T call(Callable<T> work) {
        try {
            Future<T> future = threads.submit(work);
            return future.get();
        } catch (RejectedExecutionException full) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "too many passwords are being checked; try again in a few seconds",
                    full);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "interrupted while a password was checked",
                    interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(
                    "a password could not be stretched", failure.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
