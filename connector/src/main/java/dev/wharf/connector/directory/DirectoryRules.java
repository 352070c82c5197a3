package dev.wharf.connector.directory;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How a directory is taken.
///
/// @param region of numbers that lack their country code, ISO 3166-1; null takes none of those
/// @param mostLoss percent of the enabled users that may be gone or disabled at once
/// @param oldest age from which a snapshot is told about
public record DirectoryRules(@Nullable String region, int mostLoss, Duration oldest) {
    public static final DirectoryRules USUAL = new DirectoryRules(null, 20, Duration.ofDays(2));

    public DirectoryRules {
        if (mostLoss < 0 || mostLoss > 100) {
            throw new IllegalArgumentException("a loss is 0 to 100 percent");
        }
    }

    public DirectoryRules in(String region) {
        return new DirectoryRules(region, mostLoss, oldest);
    }

    NumberReader reader() {
        return new NumberReader(region);
    }
}
