package dev.wharf.app.server;

import dev.wharf.site.http.Access;
import dev.wharf.site.http.Caller;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Route;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Serves the routes of one listener. Safe for many threads; each request has a virtual one.
final class RouteHandler extends Handler.Abstract {
    private static final Logger ACCESS = LoggerFactory.getLogger("dev.wharf.access");

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final Doorway doorway;
    private final ConnectionWatch connections;
    private final TrustedProxies proxies;
    private final Limits limits;
    private final AnswerObserver observer;
    private final LongSupplier nanos;

    RouteHandler(Doorway doorway, ConnectionWatch connections, SiteServer.Parts parts) {
        this.doorway = doorway;
        this.connections = connections;
        this.proxies = parts.proxies();
        this.limits = parts.limits();
        this.observer = parts.observer();
        this.nanos = parts.nanos();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object transport =
                request.getConnectionMetaData().getConnection().getEndPoint().getTransport();
        connections.begun(transport);
        Request.addCompletionListener(request, _ -> connections.ended(transport));
        long began = nanos.getAsLong();
        String address = address(request);
        SecurityHeaders.set(response.getHeaders(), secure(request));
        Doorway.Decision decision = decide(request, address);
        switch (decision) {
            case Doorway.Decision.Stay stay -> {
                Exchange exchange = new Exchange(request, response, callback, stay.route(), false);
                refuse(exchange, stay.reply());
                log(exchange, address, Optional.empty(), began);
            }
            case Doorway.Decision.Enter enter -> {
                Exchange exchange =
                        new Exchange(
                                request,
                                response,
                                callback,
                                enter.route().path(),
                                enter.route().access() == Access.SIGNED);
                try {
                    serve(exchange, enter, address);
                } finally {
                    enter.leave().run();
                    log(exchange, address, enter.caller(), began);
                }
            }
        }
        return true;
    }

    private Doorway.Decision decide(Request request, String address) {
        try {
            return doorway.decide(
                    request.getMethod(),
                    request.getHttpURI().getPath(),
                    address,
                    request.getHeaders());
        } catch (RuntimeException bug) { // the top of the thread
            return new Doorway.Decision.Stay("-", Errors.bug(bug));
        }
    }

    private static void refuse(Exchange exchange, Reply reply) {
        try {
            exchange.answer(reply);
        } catch (IOException gone) {
            exchange.fail(reply, gone);
        }
    }

    private void serve(Exchange exchange, Doorway.Decision.Enter enter, String address) {
        Route route = enter.route();
        Request request = exchange.request;
        BoundedBody body =
                new BoundedBody(
                        Content.Source.asInputStream(request), route.mostBody(), limits, nanos);
        ServedRequest served =
                new ServedRequest(
                        new ServedRequest.Head(
                                RouteTable.method(request.getMethod()).orElseThrow(),
                                enter.values(),
                                request.getHttpURI().getQuery(),
                                address,
                                enter.caller().orElse(null)),
                        request.getHeaders(),
                        body);
        try {
            exchange.answer(route.handler().handle(served));
        } catch (IOException | RuntimeException failed) {
            exchange.fail(
                    exchange.broken() ? Reply.empty(499) : failure(route, body, failed), failed);
        }
    }

    private static Reply failure(Route route, BoundedBody body, Exception failed) {
        return switch (body.breach()) {
            case TOO_LARGE -> Doorway.closing(Reply.empty(413));
            case TOO_SLOW -> Doorway.closing(Reply.empty(408));
            case BROKEN_OFF -> Doorway.closing(Reply.empty(400));
            case NONE -> Errors.reply(route, failed);
        };
    }

    private String address(Request request) {
        return proxies.client(
                peer(request),
                Optional.of(String.join(",", request.getHeaders().getValuesList(FORWARDED_FOR)))
                        .filter(list -> !list.isEmpty()));
    }

    /// As [java.net.InetAddress] writes it: without the brackets of IPv6.
    private static String peer(Request request) {
        String address = Request.getRemoteAddr(request);
        return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
    }

    private boolean secure(Request request) {
        return request.isSecure()
                || (proxies.trusted(peer(request))
                        && "https".equals(request.getHeaders().get(HttpHeader.X_FORWARDED_PROTO)));
    }

    /// One line for each answer, without path values, query, body or token. Webhooks that went well
    /// are counted, not logged.
    private void log(Exchange exchange, String address, Optional<Caller> caller, long began) {
        long took = nanos.getAsLong() - began;
        observer.answered(exchange.route, exchange.status(), took);
        Level level = exchange.signed && exchange.status() < 300 ? Level.DEBUG : Level.INFO;
        if (ACCESS.isEnabledForLevel(level)) {
            ACCESS.atLevel(level)
                    .log(
                            "method={} route={} status={} bytes={} ms={} address={} caller={}",
                            RouteTable.method(exchange.request.getMethod())
                                    .map(Method::name)
                                    .orElse("-"),
                            exchange.route,
                            exchange.status(),
                            exchange.bytes(),
                            took / 1_000_000,
                            address,
                            caller.map(Caller::name).orElse("-"));
        }
    }
}
