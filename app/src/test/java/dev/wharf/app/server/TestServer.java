package dev.wharf.app.server;

import dev.wharf.site.http.Access;
import dev.wharf.site.http.Authenticator;
import dev.wharf.site.http.Caller;
import dev.wharf.site.http.Handler;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Route;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Routes on loopback, with two tokens that are good.
final class TestServer implements AutoCloseable {
    static final Limits QUICK =
            new Limits(
                    100,
                    60,
                    1000,
                    10,
                    4096,
                    Duration.ofMillis(500),
                    1000,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(20));
    static final Limits PATIENT =
            new Limits(
                    100,
                    60,
                    1000,
                    10,
                    4096,
                    Duration.ofSeconds(30),
                    1000,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(20));

    final SiteServer server;
    final HttpClient client = HttpClient.newHttpClient();

    TestServer(Limits limits, Route... routes) {
        this(Listening.loopback(0), limits, List.of(routes));
    }

    TestServer(Listening at, Limits limits, List<Route> routes) {
        server =
                SiteServer.start(
                        new SiteServer.Served(at, routes),
                        new SiteServer.Served(
                                Listening.loopback(0),
                                List.of(
                                        route(
                                                Method.GET,
                                                "/health/live",
                                                Access.OPEN,
                                                0,
                                                _ -> Reply.text(200, "live")))),
                        new SiteServer.Parts(
                                tokens(),
                                TrustedProxies.NONE,
                                limits,
                                (_, _, _) -> {},
                                System::nanoTime));
    }

    private static Authenticator tokens() {
        Map<String, Caller> known =
                Map.of(
                        "of-a-connector", new Caller("archive", Access.CONNECTOR, "1"),
                        "of-an-administrator", new Caller("anna", Access.ADMINISTRATOR, "2"));
        return token -> Optional.ofNullable(known.get(token));
    }

    static Route route(Method method, String path, Access access, long most, Handler handler) {
        return new Route(method, path, access, most, "for a test", handler);
    }

    static Route get(String path, Handler handler) {
        return route(Method.GET, path, Access.OPEN, Route.NO_BODY, handler);
    }

    static Route post(String path, long most, Handler handler) {
        return route(Method.POST, path, Access.OPEN, most, handler);
    }

    int port() {
        return server.port();
    }

    RawConnection raw() throws IOException {
        return new RawConnection(port());
    }

    HttpResponse<String> ask(String method, String path, String... headers)
            throws IOException, InterruptedException {
        return ask(port(), method, path, headers);
    }

    HttpResponse<String> ask(int port, String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }
}
