package dev.wharf.site.credential;

import dev.wharf.site.http.Access;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Who may sign in.
///
/// @param role [Access#ADMINISTRATOR] or [Access#CONNECTOR]
/// @param changed when its password was last made or changed
public record Credential(
        String name, Access role, Instant created, Instant changed, @Nullable Instant revoked) {

    public boolean active() {
        return revoked == null;
    }
}
