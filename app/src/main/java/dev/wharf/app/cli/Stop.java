package dev.wharf.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Whether somebody asked the process to stop (Ctrl-C, a service manager). Long work looks at it
/// between commit groups. For any thread.
public final class Stop {

    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean requested;

    public void request() {
        List<Runnable> now;
        synchronized (this) {
            requested = true;
            now = List.copyOf(actions);
            actions.clear();
        }
        now.forEach(Runnable::run);
    }

    /// Runs an action when a stop is requested, on the thread that requests it; at once when it
    /// was.
    public void whenRequested(Runnable action) {
        synchronized (this) {
            if (!requested) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /// Waits until a stop is requested.
    public void await() {
        CountDownLatch requested = new CountDownLatch(1);
        whenRequested(requested::countDown);
        boolean interrupted = false;
        while (requested.getCount() > 0) {
            try {
                requested.await();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isRequested() {
        return requested;
    }
}
