package dev.wharf.connector.staging;

import java.time.Duration;

/// How much is staged, and for how long without a word.
///
/// @param aheadCaptures the site is read ahead of the intake by about so many captures
/// @param aheadBytes and by about so many bytes; a capture that is larger is staged alone
/// @param stale what lies in staging for longer is told of
public record StagingOptions(int aheadCaptures, long aheadBytes, Duration stale) {
    public static final StagingOptions STANDARD =
            new StagingOptions(4_096, 64L << 20, Duration.ofDays(7));

    public StagingOptions {
        if (aheadCaptures < 1 || aheadBytes < 1) {
            throw new IllegalArgumentException("staging must hold something");
        }
        if (stale.isNegative() || stale.isZero()) {
            throw new IllegalArgumentException("nothing is stale at once");
        }
    }
}
