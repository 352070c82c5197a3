package dev.wharf.app.server;

import dev.wharf.site.http.Access;
import dev.wharf.site.http.Caller;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Route;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Decides, from a request's head alone, whether it reaches its route's handler.
///
/// In this order: too many connections; an address that asks too often; a path or method that is
/// not there; no good token; a body that says it is too large; too many webhooks at once. Safe for
/// many threads.
final class Doorway {
    private final RouteTable routes;
    private final Bearer bearer;
    private final AddressLimit addresses;
    private final ConnectionWatch connections;
    private final Limits limits;
    private final Semaphore webhooks;

    Doorway(
            RouteTable routes,
            Bearer bearer,
            AddressLimit addresses,
            ConnectionWatch connections,
            Limits limits) {
        this.routes = routes;
        this.bearer = bearer;
        this.addresses = addresses;
        this.connections = connections;
        this.limits = limits;
        this.webhooks = new Semaphore(limits.webhooksAtOnce());
    }

    sealed interface Decision {

        /// @param caller empty where the route needs none
        /// @param leave to be called when it is answered
        record Enter(
                Route route, Map<String, String> values, Optional<Caller> caller, Runnable leave)
                implements Decision {}

        /// @param route template of its path, `-` for none
        record Stay(String route, Reply reply) implements Decision {}
    }

    Decision decide(String method, String path, String address, HttpFields headers) {
        if (connections.count() > limits.connections()) {
            return refuse("-", closing(Errors.later(429, 1)));
        }
        return switch (routes.match(method, path)) {
            case RouteTable.Match.Found found when found.route().access() == Access.SIGNED ->
                    webhook(found, headers);
            case RouteTable.Match.Found found -> found(found, address, headers);
            case RouteTable.Match.NotThere _ -> stranger(address, Reply.empty(404));
            case RouteTable.Match.OtherMethod other ->
                    stranger(address, Reply.empty(405).with("Allow", other.allowed()));
        };
    }

    private Decision stranger(String address, Reply reply) {
        return addresses
                .take(address)
                .map(wait -> refuse("-", tooMany(wait)))
                .orElseGet(() -> refuse("-", reply));
    }

    private Decision found(RouteTable.Match.Found found, String address, HttpFields headers) {
        Route route = found.route();
        Optional<Duration> wait = addresses.take(address);
        if (wait.isPresent()) {
            return refuse(route.path(), tooMany(wait.get()));
        }
        Optional<Caller> caller = Optional.empty();
        if (Bearer.needed(route.access())) {
            caller = bearer.caller(route.access(), headers.get(HttpHeader.AUTHORIZATION));
            if (caller.isEmpty()) {
                return refuse(
                        route.path(), closing(Reply.empty(401).with("WWW-Authenticate", "Bearer")));
            }
            addresses.giveBack(address);
        }
        if (tooLarge(route, headers)) {
            return refuse(route.path(), closing(Reply.empty(413)));
        }
        return new Decision.Enter(route, found.values(), caller, () -> {});
    }

    private Decision webhook(RouteTable.Match.Found found, HttpFields headers) {
        Route route = found.route();
        if (tooLarge(route, headers)) {
            return refuse(route.path(), closing(Reply.empty(413)));
        }
        if (!webhooks.tryAcquire()) {
            return refuse(route.path(), Errors.later(429, 1));
        }
        return new Decision.Enter(route, found.values(), Optional.empty(), webhooks::release);
    }

    private static boolean tooLarge(Route route, HttpFields headers) {
        return headers.getLongField(HttpHeader.CONTENT_LENGTH) > route.mostBody();
    }

    private static Reply tooMany(Duration wait) {
        return closing(Errors.later(429, wait.toSeconds() + 1));
    }

    /// What the sender was about to send is not worth reading.
    static Reply closing(Reply reply) {
        return reply.with("Connection", "close");
    }

    private static Decision refuse(String route, Reply reply) {
        return new Decision.Stay(route, reply);
    }
}
