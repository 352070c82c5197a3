package dev.wharf.app.site;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Remembers what is asked for thousands of times a second and changes now and then: for a moment
/// only, so that a change counts soon without anybody telling. Safe for many threads.
///
/// Bounded by who asks: names that lead to nothing are not remembered.
final class Recalled<T> {
    private final Map<String, Remembered<T>> known = new ConcurrentHashMap<>();
    private final Function<String, java.util.Optional<T>> source;
    private final Clock clock;
    private final Duration life;

    private record Remembered<T>(T value, Instant until) {}

    Recalled(Function<String, java.util.Optional<T>> source, Clock clock, Duration life) {
        this.source = source;
        this.clock = clock;
        this.life = life;
    }

    java.util.Optional<T> get(String name) {
        Instant now = clock.instant();
        Remembered<T> remembered = known.get(name);
        if (remembered != null && now.isBefore(remembered.until())) {
            return java.util.Optional.of(remembered.value());
        }
        java.util.Optional<T> fresh = source.apply(name);
        if (fresh.isPresent()) {
            known.put(name, new Remembered<>(fresh.get(), now.plus(life)));
        } else {
            known.remove(name);
        }
        return fresh;
    }
}
