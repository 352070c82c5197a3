package dev.wharf.site.account;

import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A gateway's session of an account, as far as the site has seen it.
///
/// @param number compared with the enrolled one, and right; null before that
/// @param reason why it ended
public record LinkedDevice(
        String session,
        String account,
        String gateway,
        Phase phase,
        @Nullable PhoneNumber number,
        @Nullable String reason,
        Instant started,
        Instant changed) {

    public enum Phase {
        /// On its way; nothing of it is kept yet.
        LINKING,
        LINKED,
        /// Another number than the enrolled one linked itself and was logged out.
        WRONG_NUMBER,
        FAILED,
        LOGGED_OUT
    }
}
