package dev.wharf.site.http;

import java.util.Optional;

/// Tells from a bearer token who asks. Safe for many threads; takes as long for a wrong token as
/// for a right one.
public interface Authenticator {

    /// @param token as in `Authorization: Bearer …`
    Optional<Caller> caller(String token);
}
