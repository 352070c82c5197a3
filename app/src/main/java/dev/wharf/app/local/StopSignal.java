package dev.wharf.app.local;

import java.util.ArrayList;
import java.util.List;

/// Tells those who asked, once. For any thread.
final class StopSignal {

    private final List<Runnable> actions = new ArrayList<>();
    private boolean given;

    void whenGiven(Runnable action) {
        synchronized (this) {
            if (!given) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    void give() {
        List<Runnable> now;
        synchronized (this) {
            given = true;
            now = List.copyOf(actions);
            actions.clear();
        }
        now.forEach(Runnable::run);
    }

    synchronized boolean isGiven() {
        return given;
    }
}
