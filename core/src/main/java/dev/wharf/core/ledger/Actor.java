package dev.wharf.core.ledger;

import org.jspecify.annotations.Nullable;

/// Who acted.
///
/// @param id unique within its type: the operating system's user name, a signed-in user's id, a
///   job's name
/// @param host on which the act happened
/// @param session of a signed-in user
/// @param address network address the act came from
/// @param authentication how the actor proved who they are: `os`, `password`, `oidc`, `passkey`
public record Actor(
        Type type,
        String id,
        String host,
        @Nullable String session,
        @Nullable String address,
        @Nullable String authentication) {

    public enum Type {
        USER,
        JOB,
        POLICY,
        DEVICE,
        API
    }

    public Actor {
        if (id.isBlank()) {
            throw new IllegalArgumentException("an actor has an id");
        }
    }

    /// Somebody at the command line, known to the operating system.
    public static Actor user(String name, String host) {
        return new Actor(Type.USER, name, host, null, null, "os");
    }

    /// Wharf itself, doing a named piece of work.
    public static Actor job(String name, String host) {
        return new Actor(Type.JOB, name, host, null, null, null);
    }
}
