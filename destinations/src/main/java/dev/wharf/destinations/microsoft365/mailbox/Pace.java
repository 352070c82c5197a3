package dev.wharf.destinations.microsoft365.mailbox;

import java.time.Duration;

/// How long a session waits for what.
///
/// @param patience for a server that asks to be left alone, in one call of a session
/// @param settling after an answer was lost, before it is asked whether the mail arrived: a server
///   that gave up may still be at it
/// @param attempts to get one thing done, at most
public record Pace(Duration patience, Duration settling, int attempts) {
    public static final Pace USUAL = new Pace(Duration.ofMinutes(3), Duration.ofSeconds(5), 8);

    public Pace {
        if (patience.isNegative() || settling.isNegative() || attempts < 1) {
            throw new IllegalArgumentException("patience and settling must not be negative");
        }
    }
}
