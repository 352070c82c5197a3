package dev.wharf.app.site;

import org.jspecify.annotations.Nullable;

import java.util.Deque;

/// Closes what was opened, last opened first, whatever fails.
final class Parts {
    private Parts() {}

    static void close(Deque<AutoCloseable> open) {
        RuntimeException first = null;
        while (!open.isEmpty()) {
            first = closed(open.pop(), first);
        }
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable RuntimeException closed(
            AutoCloseable part, @Nullable RuntimeException first) {
        try {
            part.close();
            return first;
        } catch (RuntimeException failed) {
            return first == null ? failed : first;
        } catch (Exception failed) { // AutoCloseable declares no less
            return first == null ? new IllegalStateException(failed) : first;
        }
    }
}
