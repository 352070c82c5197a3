package dev.wharf.site.account;

import dev.wharf.core.capture.ContentDigest;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// That somebody agreed to be captured.
///
/// @param number of this consent of the account, from 1
/// @param signed the name they gave
/// @param notice which text they were shown
/// @param version what the firm calls that text
/// @param address network address they agreed from; null on paper
/// @param browser as it named itself; null on paper
/// @param withdrawn since when it no longer holds; null while it does
/// @param withdrawal how it was withdrawn
public record Consent(
        String account,
        int number,
        Instant given,
        String signed,
        How how,
        ContentDigest notice,
        String version,
        @Nullable String address,
        @Nullable String browser,
        @Nullable Instant withdrawn,
        @Nullable String withdrawal) {

    public enum How {
        /// On the page behind a link that was sent to their mailbox.
        LINK,
        /// On paper or in a contract, as an administrator says.
        RECORDED
    }

    public boolean holds() {
        return withdrawn == null;
    }
}
