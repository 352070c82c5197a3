package dev.wharf.app.site;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// When something of each account came last, for metrics. Safe for many threads; as large as there
/// are accounts.
final class SeenBook {
    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private final Clock clock;

    SeenBook(Clock clock) {
        this.clock = clock;
    }

    void seen(@Nullable String account) {
        if (account != null) {
            last.put(account, clock.millis());
        }
    }

    /// In seconds since 1970.
    Map<String, Double> all() {
        Map<String, Double> all = new HashMap<>();
        last.forEach((account, millis) -> all.put(account, millis / 1e3));
        return all;
    }
}
