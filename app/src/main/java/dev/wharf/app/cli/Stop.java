package dev.wharf.app.cli;

import java.util.ArrayList;
import java.util.List;

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

    public boolean isRequested() {
        return requested;
    }
}
