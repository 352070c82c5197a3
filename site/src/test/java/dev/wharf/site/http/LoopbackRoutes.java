package dev.wharf.site.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/// Routes over real HTTP, by the JDK's own server: for tests of routes. It guards nothing.
public final class LoopbackRoutes implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final List<Route> routes;
    private final UnaryOperator<Handler> around;

    public LoopbackRoutes(List<Route> routes) {
        this(routes, handler -> handler);
    }

    /// @param around put around every handler, for faults
    public LoopbackRoutes(List<Route> routes, UnaryOperator<Handler> around) {
        this.routes = List.copyOf(routes);
        this.around = around;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        Method method = Method.valueOf(head ? "GET" : exchange.getRequestMethod());
        for (Route route : routes) {
            Optional<Map<String, String>> values =
                    match(route.path(), exchange.getRequestURI().getPath());
            if (route.method() == method && values.isPresent()) {
                reply(exchange, head, answer(route, new Served(exchange, method, values.get())));
                return;
            }
        }
        reply(exchange, head, Reply.empty(404));
    }

    private Reply answer(Route route, Request request) throws IOException {
        try {
            return around.apply(route.handler()).handle(request);
        } catch (WharfException known) {
            ErrorKind kind = known.code().kind();
            return switch (known.code()) {
                case NOT_FOUND -> Reply.problem(404, "Not there", "" + known.getMessage());
                default ->
                        Reply.problem(
                                kind == ErrorKind.INPUT
                                        ? 400
                                        : kind == ErrorKind.REFUSED ? 403 : 503,
                                kind.name(),
                                "" + known.getMessage());
            };
        }
    }

    private static void reply(HttpExchange exchange, boolean head, Reply reply) throws IOException {
        try (exchange) {
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            String length = reply.headers().getOrDefault("Content-Length", "0");
            exchange.sendResponseHeaders(
                    reply.status(), head ? -1 : Math.max(0, Long.parseLong(length)));
            if (!head) {
                reply.body().writeTo(exchange.getResponseBody());
            }
        }
    }

    private static Optional<Map<String, String>> match(String template, String path) {
        String[] wanted = template.split("/");
        String[] given = path.split("/");
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (given.length != wanted.length) {
                return Optional.empty();
            }
            if (wanted[i].startsWith("{")) {
                values.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private record Served(HttpExchange exchange, Method method, Map<String, String> values)
            implements Request {

        @Override
        public String path(String name) {
            return values.getOrDefault(name, "");
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.ofNullable(
                    fields(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""))
                            .get(name));
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
        }

        @Override
        public Map<String, String> headers() {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach(
                            (name, all) ->
                                    headers.put(name.toLowerCase(Locale.ROOT), all.getFirst()));
            return headers;
        }

        @Override
        public Optional<Caller> caller() {
            return header("Authorization").map(_ -> new Caller("tester", Access.CONNECTOR, "1"));
        }

        @Override
        public String remoteAddress() {
            return "127.0.0.1";
        }

        @Override
        public InputStream body() {
            return exchange.getRequestBody();
        }

        @Override
        public byte[] bytes() throws IOException {
            return body().readAllBytes();
        }

        @Override
        public Map<String, String> form() throws IOException {
            return fields(new String(bytes(), StandardCharsets.UTF_8));
        }

        private static Map<String, String> fields(String encoded) {
            Map<String, String> fields = new HashMap<>();
            for (String pair : encoded.split("&")) {
                String[] parts = pair.split("=", 2);
                fields.putIfAbsent(
                        parts[0],
                        URLDecoder.decode(
                                parts.length < 2 ? "" : parts[1], StandardCharsets.UTF_8));
            }
            return fields;
        }
    }
}
