package dev.wharf.capture.cloudapi.graph;

import dev.wharf.core.key.Secret;

import java.util.Optional;

/// The access tokens of business numbers. Safe for many threads; asked for every file, so that a
/// new token counts at once.
@FunctionalInterface
public interface GraphTokens {
    /// Empty when nobody gave one for this number.
    Optional<Secret> token(String phoneNumberId);
}
