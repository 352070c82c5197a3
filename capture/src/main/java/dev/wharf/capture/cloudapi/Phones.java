package dev.wharf.capture.cloudapi;

import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Numbers read once: libphonenumber is slow, and webhooks repeat few. Safe for many threads.
final class Phones {
    private static final int MOST = 10_000;

    private final Map<String, Optional<PhoneNumber>> read =
            new LinkedHashMap<>(256, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<String, Optional<PhoneNumber>> eldest) {
                    return size() > MOST;
                }
            };

    /// @return null when the text is no number
    synchronized @Nullable PhoneNumber read(@Nullable String text) {
        if (text == null || text.length() > 40) {
            return null;
        }
        return read.computeIfAbsent(text, PhoneNumber::parse).orElse(null);
    }
}
