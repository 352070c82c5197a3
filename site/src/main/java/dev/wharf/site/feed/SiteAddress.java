package dev.wharf.site.feed;

import dev.wharf.core.key.Secret;

import java.net.URI;

/// A site, and the credential that its feed opens to.
///
/// @param base scheme, host and port
/// @param name of the credential
/// @param password in UTF-8; stays the caller's to close
public record SiteAddress(URI base, String name, Secret password) {

    URI at(String pathAndQuery) {
        return base.resolve(pathAndQuery);
    }
}
