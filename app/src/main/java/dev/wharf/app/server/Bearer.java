package dev.wharf.app.server;

import dev.wharf.site.http.Access;
import dev.wharf.site.http.Authenticator;
import dev.wharf.site.http.Caller;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;

/// Who asks, by `Authorization: Bearer …`.
///
/// A role opens the routes of that role: an administrator's token reads no captures. Uploads are an
/// uploader's and a connector's; an uploader's token opens nothing else.
final class Bearer {
    private static final String SCHEME = "Bearer ";
    private static final int MOST_TOKEN = 4096;
    private static final Set<Access> ROLES =
            Set.of(Access.UPLOADER, Access.CONNECTOR, Access.ADMINISTRATOR);

    private final Authenticator authenticator;

    Bearer(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    static boolean needed(Access access) {
        return ROLES.contains(access);
    }

    /// @param authorization the header, null when there is none
    Optional<Caller> caller(Access wanted, @Nullable String authorization) {
        if (authorization == null
                || authorization.length() > MOST_TOKEN
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return authenticator
                .caller(authorization.substring(SCHEME.length()).strip())
                .filter(caller -> wanted.admits(caller.role()));
    }
}
