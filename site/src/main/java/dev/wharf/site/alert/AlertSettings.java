package dev.wharf.site.alert;

import dev.wharf.core.party.EmailAddress;

import java.time.Duration;
import java.util.List;

/// Who is told, and when.
///
/// @param levels in order of time; the first is told at once, each further one while nobody has
///   acknowledged
/// @param webhook whether alerts also go to the configured webhook
public record AlertSettings(List<Level> levels, boolean webhook) {
    public AlertSettings {
        levels = List.copyOf(levels);
        if (levels.isEmpty() || !levels.getFirst().after().isZero()) {
            throw new IllegalArgumentException("the first level of alerts is told at once");
        }
    }

    /// @param after how long after the alert was raised
    public record Level(Duration after, List<EmailAddress> to) {
        public Level {
            to = List.copyOf(to);
        }
    }
}
