package dev.wharf.connector.definition;

import dev.wharf.core.capture.ContentDigest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Somebody has read the terms and accepted them.
///
/// @param by who, as the ledger calls them
/// @param at kept in whole seconds
/// @param terms SHA-256 of the text that was accepted
public record TermsAcceptance(String by, Instant at, ContentDigest terms) {
    public TermsAcceptance {
        if (by.isBlank() || by.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("who accepts is one line that is not blank");
        }
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    public static TermsAcceptance of(Terms terms, String by, Instant at) {
        return new TermsAcceptance(by, at, terms.digest());
    }
}
