package dev.wharf.site.credential;

import dev.wharf.site.http.Access;

import java.time.Instant;

/// A token that was given out, without the token.
public record Session(
        String id,
        String credential,
        Access role,
        Instant issued,
        Instant expires,
        String address) {}
