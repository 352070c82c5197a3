package dev.wharf.site.credential;

import dev.wharf.site.http.Access;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Who may sign in.
///
/// @param role [Access#ADMINISTRATOR], [Access#CONNECTOR] or [Access#UPLOADER]
/// @param account the only one that an uploader hands in for; null for every other role
/// @param changed when its password was last made or changed
public record Credential(
        String name,
        Access role,
        @Nullable String account,
        Instant created,
        Instant changed,
        @Nullable Instant revoked) {

    public boolean active() {
        return revoked == null;
    }
}
