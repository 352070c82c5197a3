package dev.wharf.site.api;

import dev.wharf.core.ledger.Actor;
import dev.wharf.site.http.Caller;
import dev.wharf.site.http.Request;

/// Who acts, as the audit names them.
///
/// @param host that the site runs on
public record Actors(String host) {

    /// Whoever holds the token that the request came with.
    public Actor caller(Request request) {
        Caller caller =
                request.caller()
                        .orElseThrow(() -> new IllegalStateException("the route lets anybody in"));
        return new Actor(
                Actor.Type.API,
                caller.name(),
                host,
                caller.session(),
                request.remoteAddress(),
                "password");
    }

    /// Somebody who is not signed in (yet).
    public Actor named(String name, Request request) {
        return new Actor(Actor.Type.API, name, host, null, request.remoteAddress(), null);
    }

    /// An employee, known by a link that only they were sent.
    public Actor employee(String account, Request request) {
        return new Actor(Actor.Type.USER, account, host, null, request.remoteAddress(), "link");
    }

    public Actor job(String name) {
        return Actor.job(name, host);
    }
}
