package dev.wharf.site.reception;

import dev.wharf.core.key.Secret;

import java.util.Map;

/// One way in for webhooks of the Business Platform: Meta's app, or the partner, behind it.
///
/// @param name in the path, so that several apps and partners can be told apart
/// @param verifyToken what Meta shows when the address is registered
public record Hook(String name, Authenticity authenticity, Secret verifyToken) {

    /// Tells whether a body is from whom it should be. Compares in constant time; while a secret is
    /// changed, the old one and the new are good.
    @FunctionalInterface
    public interface Authenticity {

        /// @param headers by lower-case name
        /// @return the header that proves it, which is kept as evidence; empty when none does
        Map<String, String> proof(byte[] body, Map<String, String> headers);
    }
}
